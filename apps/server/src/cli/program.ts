import { isTimeZone } from '@son1k/contract/time-zone'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { EXPORT_FORMATS } from '../export/formats.js'
import { IMPORT_FORMATS } from '../import/formats.js'
import { version } from '../version.js'
import { describeAlerts } from './describe-alerts.js'
import { describeApps } from './describe-apps.js'
import { describeKeys } from './describe-keys.js'
import { describeNames } from './describe-names.js'
import { describePeople } from './describe-people.js'
import { examples } from './examples.js'
import { explainFailure } from './explain-failure.js'
import { isSystemError } from './system-error.js'

/** Runs the command line. A failure is one line on standard error, and exit code 1. */
export async function runProgram(argv: string[]): Promise<void> {
  try {
    await describeProgram().parseAsync(argv)
  } catch (error) {
    // Who reads has enough, as `head` does.
    if (isSystemError(error) && error.code === 'EPIPE') return
    console.error(explainFailure(error))
    process.exitCode = 1
  }
}

// Each command loads what it needs when it is run: a start is quicker without the rest.
export function describeProgram(): Command {
  const program = new Command('son1k-analytics')
    .description('Self-hosted product analytics for generative-music apps. Settings come from the environment.')
    .version(version)
  program
    .command('serve', { isDefault: true })
    .description('serve the API, the widget, the dashboard and the demo')
    .option('--demo-data', 'first load 30 days of sample data into a database of its own, and serve that')
    .option('--hello', 'say where everything is, also when standard output is no terminal')
    .addHelpText('after', examples('serve', 'serve --demo-data'))
    .action(async (options) => (await import('./serve.js')).serve(options))
  program
    .command('migrate')
    .description('bring the database up to date, and stop')
    .option('--json', 'say what was done as JSON')
    .addHelpText('after', examples('migrate'))
    .action(async (options) => (await import('./migrate.js')).migrate(options))
  program
    .command('rebuild')
    .description('make the sums that questions read anew from the raw events')
    .option('--from <day>', 'only from that day on, such as 2026-11-01', parseDay)
    .option('--json', 'say what was done as JSON')
    .addHelpText('after', examples('rebuild', 'rebuild --from 2026-11-01'))
    .action(async (options) => (await import('./rebuild.js')).rebuild(options))
  program
    .command('doctor')
    .description('examine the database file and say what to do; changes nothing')
    .option('--quick', 'leave out whether each index is as its table')
    .option('--json', 'everything that was found, as JSON')
    .option('--database <url>', 'which one, such as a backup; by default the one in the settings')
    .addHelpText('after', examples('doctor', 'doctor --quick --database file:backup.db'))
    .action(async (options) => (await import('./doctor.js')).doctor(options))
  program
    .command('backup')
    .description('copy the database file to a new one')
    .argument('<file>', 'where to: a path where nothing is')
    .option('--json', 'say what was made as JSON')
    .addHelpText('after', examples('backup /backups/analytics-2026-11-24.db'))
    .action(async (file, options) => (await import('./backup.js')).backup(file, options))
  program
    .command('restore')
    .description('put a backup in the place of the database, which is kept under another name; no server may run')
    .argument('<file>', 'the backup')
    .option('--json', 'say what was done as JSON')
    .addHelpText('after', examples('restore /backups/analytics-2026-11-24.db'))
    .action(async (file, options) => (await import('./restore.js')).restore(file, options))
  program
    .command('import')
    .description('store the events of other programs; what is stored already stays as it is, so it may be done again')
    .addArgument(new Argument('<format>', 'what wrote the files').choices(IMPORT_FORMATS))
    .argument('<files...>', 'they may be compressed with gzip')
    .option('--dry-run', 'read and check alone, and store nothing')
    .option(
      '--time-zone <name>',
      'of times that do not say theirs; by default TIME_ZONE, or that of this machine',
      parseTimeZone,
    )
    .option('--json', 'say what came of it as JSON, one line a file')
    .addOption(ofApp('whose events they are'))
    .addHelpText('after', IMPORT_EXAMPLES)
    .action(async (format, files, options) => (await import('./import.js')).importFiles(format, files, options))
  program
    .command('export')
    .description('write the stored events, the earliest first')
    .addOption(new Option('--format <name>', 'how').choices(EXPORT_FORMATS).default('jsonl'))
    .option(
      '--from <time>',
      'only what happened from then on, such as 2026-11-01 (UTC) or 2026-11-01T00:00:00+01:00',
      parseTime,
    )
    .option('--to <time>', 'only what happened before', parseTime)
    .addOption(ofApp('whose events'))
    .option('--output <file>', 'where to, compressed where it ends in .gz; by default standard output')
    .addHelpText(
      'after',
      examples('export --output events.jsonl.gz', 'export --format parquet --output events.parquet --from 2026-11-01'),
    )
    .action(async (options) => (await import('./export.js')).exportEvents(options))
  program
    .command('prune')
    .description('take away events older than RETENTION_DAYS, as a server does every day')
    .option('--dry-run', 'only say what would go')
    .option('--json', 'say it as JSON')
    .addHelpText('after', examples('prune --dry-run', 'prune'))
    .action(async (options) => (await import('./prune.js')).prune(options))
  describePeople(program)
  describeKeys(program.command('keys').description('who may send events, read or administer'))
  describeNames(program.command('names').description('names that mean the same to an app, beyond the known ones'))
  describeApps(program.command('apps').description('the apps that share this server'))
  describeAlerts(program.command('alerts').description('what tells when something goes wrong'))
  program
    .command('demo-data')
    .description('add sample data up to now; again adds what is missing')
    .option('--database <url>', 'where to', 'file:data/demo.db')
    .option('--days <number>', 'how many days of it', parseDays, 30)
    .addOption(ofApp('whose it is'))
    .option('--json', 'say what was added as JSON')
    .addHelpText('after', examples('demo-data', 'demo-data --database file:try.db --days 7'))
    .action(async (options) => (await import('./add-demo-data.js')).addDemoData(options))
  program
    .command('health')
    .description('ask a running server whether it is well')
    .option('--url <url>', 'its address; by default the one in the settings')
    .option('--json', 'as JSON, which it always is')
    .addHelpText('after', examples('health', 'health --url https://analytics.example'))
    .action(async (options) => (await import('./check-health.js')).checkHealth(options))
  return program
}

const ofApp = (what: string) => new Option('--app <name>', `${what}: an app's short name`).default('default')

const IMPORT_EXAMPLES = `
Examples:
  son1k-analytics import legacy analytics.db --time-zone Europe/Madrid
  son1k-analytics import jsonl events.jsonl.gz --dry-run
  son1k-analytics import umami website_event.csv

Rows that are refused are kept, and why, in <file>.rejects.jsonl; then the exit code is 2.`

function parseTimeZone(name: string): string {
  if (!isTimeZone(name)) throw new InvalidArgumentError('It must be a name such as Europe/Madrid.')
  return name
}

function parseTime(text: string): number {
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be a day or a time such as 2026-11-01T00:00:00Z.')
  return at
}

function parseDay(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('It must be a day such as 2026-11-01.')
  return text
}

function parseDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new InvalidArgumentError('It must be 1 to 365.')
  return days
}
