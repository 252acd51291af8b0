import type { Command } from 'commander'

/** The commands under `names`. */
export function describeNames(names: Command): void {
  withApp(names.command('list').description('those that the app added'))
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./names.js')).listNames(options))
  withApp(names.command('add').description('make a name count as another'))
    .argument('<dimension>', 'style, mood or scale')
    .argument('<name>', 'as it is sent, in any spelling')
    .argument('<means>', 'what it counts as')
    .action(async (dimension, name, means, options) =>
      (await import('./names.js')).addName({ dimension, name, means }, options),
    )
  withApp(names.command('remove').description('take that back'))
    .argument('<dimension>', 'style, mood or scale')
    .argument('<name>', 'see `names list`')
    .action(async (dimension, name, options) => (await import('./names.js')).removeName({ dimension, name }, options))
  names.addHelpText('afterAll', EXAMPLES)
}

const withApp = (command: Command) => command.option('--app <name>', 'whose', 'default')

const EXAMPLES = `
Examples:
  son1k-analytics names add style "banda sinaloense" banda
  son1k-analytics names list --app studio`
