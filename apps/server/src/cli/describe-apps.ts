import { type Command, InvalidArgumentError } from 'commander'

/** The commands under `apps`. */
export function describeApps(apps: Command): void {
  apps
    .command('list')
    .description('all apps')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./apps.js')).listApps(options))
  withSettings(
    apps
      .command('create')
      .description('make an app, whose events need a write key')
      .argument('<app>', 'its short name, such as studio'),
  ).action(async (app, options) => (await import('./apps.js')).createApp(app, options))
  withSettings(apps.command('change').description('change what is given').argument('<app>', 'its short name'))
    .option('--require-key', 'of default: its events need a write key, too')
    .option('--no-require-key', 'of default: they need none')
    .action(async (app, options) => (await import('./apps.js')).changeApp(app, options))
  apps.addHelpText('afterAll', EXAMPLES)
}

const withSettings = (command: Command) =>
  command
    .option('--name <text>', 'what people call it')
    .option('--time-zone <name>', 'of its days and hours, such as Europe/Madrid; only before its first event')
    .option(
      '--origins <list>',
      'of pages that may send its events; * for all, `settings` for ALLOWED_ORIGINS',
      parseOrigins,
    )
    .option('--retention-days <number>', 'of its raw events, 0 for ever; `settings` for RETENTION_DAYS', parseRetention)

const EXAMPLES = `
Examples:
  son1k-analytics apps create studio --origins https://studio.example --time-zone Europe/Madrid
  son1k-analytics keys create track --app studio
  son1k-analytics apps change default --require-key`

const parseOrigins = (text: string) => (text === 'settings' ? null : text.split(',').map((origin) => origin.trim()))

function parseRetention(text: string): number | null {
  if (text === 'settings') return null
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('It must be a number of days, or `settings`.')
  return Number(text)
}
