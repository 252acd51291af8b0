import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { curlCommands } from '../src/curl-commands.js'
import { startServer } from '../src/start-server.js'

const run = promisify(execFile)
const read = (name: string) => readFile(new URL(`../../../${name}`, import.meta.url), 'utf8')
const commands = curlCommands(await read('README.md'))

test('the README shows curl', () => {
  expect(commands.length).toBeGreaterThan(0)
})

test('the Spanish README shows the same commands', async () => {
  expect(curlCommands(await read('README.es.md'))).toEqual(commands)
})

describe('a command of the README does what it says', () => {
  test.each(commands)('%s', async (command) => {
    const { origin } = await startServer()
    // The shell reads the line as a person's would; only what is said about errors is added.
    const line = command
      .replace(/^curl /, 'curl --silent --show-error --fail-with-body ')
      .replaceAll('http://localhost:8002', origin)
    expect(line).toContain(origin)
    const { stdout } = await run('sh', ['-c', line])
    expect(JSON.parse(stdout)).toSatisfy(isSuccess)
  })
})

/** REST answers say `success`, health says `status`, and a batch counts what it took. */
function isSuccess(answer: { success?: boolean; status?: string; accepted?: number; rejected?: unknown[] }): boolean {
  return (
    answer.success === true ||
    answer.status === 'healthy' ||
    (Number(answer.accepted) > 0 && answer.rejected?.length === 0)
  )
}
