import type { Command } from 'commander'
import { examples } from './examples.js'

/** What persons may ask for: their data, and that it goes. */
export function describePeople(program: Command): void {
  program
    .command('export-user')
    .description('write all that is held of a person as JSON, one session or event a line')
    .argument('<user>', 'their id, as events have it')
    .option('--app <name>', 'of which app', 'default')
    .option('--output <file>', 'where to; by default standard output')
    .addHelpText('after', examples('export-user user_42 --output user_42.jsonl'))
    .action(async (user, options) => (await import('./people.js')).exportUser(user, options))
  program
    .command('erase')
    .description('take a person out of everything, for ever')
    .argument('<user>', 'their id, as events have it')
    .option('--app <name>', 'of which app', 'default')
    .option('--yes', 'do it: without, it only says what it would do')
    .option('--json', 'say what went as JSON')
    .addHelpText('after', examples('erase user_42 --yes', 'erase user_42 --app studio --yes'))
    .action(async (user, options) => (await import('./people.js')).eraseUser(user, options))
  program
    .command('audit')
    .description('which persons were exported or erased, when and by whom, without their ids')
    .option('--app <name>', 'of which app', 'default')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('audit', 'audit --app studio --json'))
    .action(async (options) => (await import('./people.js')).listAudit(options))
}
