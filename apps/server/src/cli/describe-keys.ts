import { RIGHTS } from '@son1k/contract'
import { Argument, type Command, InvalidArgumentError } from 'commander'

/** The commands under `keys`. */
export function describeKeys(keys: Command): void {
  keys
    .command('list')
    .description('all tokens that there ever were, without their secrets')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./keys.js')).listKeys(options))
  keys
    .command('create')
    .description('make a token, and show it this once')
    .addArgument(
      new Argument('<right>', 'track: an app may send events; read: the dashboard; admin: everything').choices(RIGHTS),
    )
    .option('--app <name>', 'for one app alone; a write key is for default unless this names another')
    .option('--label <text>', 'what it is for')
    .action(async (right, options) => (await import('./keys.js')).createKey(right, options))
  keys
    .command('rotate')
    .description('make another token in place of one, which is useless then')
    .argument('<number>', 'see `keys list`', parseNumber)
    .action(async (id) => (await import('./keys.js')).rotateKey(id))
  keys
    .command('revoke')
    .description('make a token useless, for ever')
    .argument('<number>', 'see `keys list`', parseNumber)
    .action(async (id) => (await import('./keys.js')).revokeKey(id))
  keys.addHelpText('afterAll', EXAMPLES)
}

const EXAMPLES = `
Examples:
  son1k-analytics keys create read --label office
  son1k-analytics keys create track --app studio`

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a number of `keys list`.')
  return Number(text)
}
