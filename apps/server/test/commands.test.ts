import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { describeProgram } from '../src/cli/program.js'

/** Whether each command can say what it has to say as JSON. A new one fails the test until it has its place here. */
const COMMANDS: Record<string, 'json' | 'text'> = {
  serve: 'text',
  migrate: 'json',
  rebuild: 'json',
  doctor: 'json',
  backup: 'json',
  restore: 'json',
  import: 'json',
  // These write data, which has a format of its own.
  export: 'text',
  'export-user': 'text',
  prune: 'json',
  erase: 'json',
  audit: 'json',
  'keys list': 'json',
  // A secret alone, for a script to keep.
  'keys create': 'text',
  'keys rotate': 'text',
  'keys revoke': 'text',
  'names list': 'json',
  'names add': 'text',
  'names remove': 'text',
  'apps list': 'json',
  'apps create': 'text',
  'apps change': 'text',
  'alerts list': 'json',
  'alerts history': 'json',
  'alerts add': 'json',
  'alerts remove': 'text',
  'alerts test': 'json',
  'demo-data': 'json',
  health: 'json',
}

/** All commands that do something, by what is typed. */
function commandsIn(command: Command, path: string[] = []): [name: string, Command][] {
  if (command.commands.length === 0) return [[path.join(' '), command]]
  return command.commands.flatMap((each) => commandsIn(each, [...path, each.name()]))
}

const commands = commandsIn(describeProgram())

test('every command has its place in the table, and nothing is in it that is not there', () => {
  expect(commands.map(([name]) => name).toSorted()).toEqual(Object.keys(COMMANDS).toSorted())
})

test.each(commands)(
  '%s has help with what it does and an example, and says facts as JSON where asked',
  (name, command) => {
    let help = ''
    const writeOut = (text: string) => {
      help += text
    }
    command.configureOutput({ writeOut }).outputHelp()
    expect(command.description()).not.toBe('')
    expect(help).toMatch(/\nExamples?:\n {2}son1k-analytics /)
    expect(command.options.some(({ long }) => long === '--json')).toBe(COMMANDS[name] === 'json')
  },
)
