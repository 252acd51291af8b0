import type { Command } from 'commander'

/** What persons may ask for: their data, and that it goes. */
export function describePeople(program: Command): void {
  program
    .command('export-user')
    .description('write all that is held of a person as JSON, one session or event a line')
    .argument('<user>', 'their id, as events have it')
    .option('--app <name>', 'of which app', 'default')
    .option('--output <file>', 'where to; by default standard output')
    .action(async (user, options) => (await import('./people.js')).exportUser(user, options))
  program
    .command('erase')
    .description('take a person out of everything, for ever')
    .argument('<user>', 'their id, as events have it')
    .option('--app <name>', 'of which app', 'default')
    .option('--yes', 'do it: without, it only says what it would do')
    .action(async (user, options) => (await import('./people.js')).eraseUser(user, options))
  program
    .command('audit')
    .description('which persons were exported or erased, when and by whom, without their ids')
    .option('--app <name>', 'of which app', 'default')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./people.js')).listAudit(options))
}
