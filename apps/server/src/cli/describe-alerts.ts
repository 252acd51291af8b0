import { ALERT_KINDS } from '@son1k/contract'
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'

/** The commands under `alerts`. */
export function describeAlerts(alerts: Command): void {
  ofApp(
    alerts.command('list').description('the alerts of an app, and how each stands').option('--json', 'as JSON'),
  ).action(async (options) => (await import('./alerts.js')).listAlerts(options))
  ofApp(
    alerts
      .command('history')
      .description('when alerts fired and were over, the newest first')
      .option('--json', 'as JSON'),
  ).action(async (options) => (await import('./alerts.js')).listNotices(options))
  ofApp(
    alerts
      .command('add')
      .description('make an alert, and show the secret of its webhook this once')
      .addArgument(new Argument('<kind>', 'what it watches').choices(ALERT_KINDS))
      .argument('<threshold>', 'it fires from that value on: a share, seconds, minutes or events', parseNumber)
      .option('--name <text>', 'what people call it')
      .option('--clear <value>', 'it is over below that; by default 80 % of the threshold', parseNumber)
      .option('--window <minutes>', 'how far back it looks', parseNumber)
      .option('--samples <number>', 'generations in the window, below which it judges nothing', parseNumber)
      .option('--bad <number>', 'evaluations in a row, one a minute, until it fires', parseNumber)
      .option('--good <number>', 'until it is over', parseNumber)
      .option('--webhook <url>', 'where messages go')
      .option('--json', 'as JSON'),
  ).action(async (kind, threshold, options) => (await import('./alerts.js')).addAlert(kind, threshold, options))
  ofApp(
    alerts
      .command('remove')
      .description('forget an alert; what it told stays')
      .argument('<number>', 'see `alerts list`', parseNumber),
  ).action(async (id, options) => (await import('./alerts.js')).removeAlert(id, options))
  ofApp(
    alerts
      .command('test')
      .description('send a message to the webhook of an alert')
      .argument('<number>', 'see `alerts list`', parseNumber)
      .option('--json', 'as JSON'),
  ).action(async (id, options) => (await import('./alerts.js')).testAlert(id, options))
  alerts.addHelpText('afterAll', EXAMPLES)
}

const ofApp = (command: Command) => command.addOption(new Option('--app <name>', 'of which app').default('default'))

const EXAMPLES = `
Examples:
  son1k-analytics alerts add failureRate 0.2 --webhook https://chat.example/hooks/1
  son1k-analytics alerts add silenceMinutes 60 --name "nothing for an hour"
  son1k-analytics alerts history`

function parseNumber(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('It must be a number.')
  return number
}
