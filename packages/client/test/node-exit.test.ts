import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createAnalytics } from '../src/index.js'
import { nowhere } from './listen.js'
import { startServer } from './start-server.js'

const run = promisify(execFile)
const client = new URL('../dist/index.js', import.meta.url).href

/** A program that tracks and does nothing more: it neither flushes nor closes. */
const program = (url: string) => `
  import { createAnalytics } from '${client}'
  const analytics = createAnalytics({ url: '${url}', userId: 'ana' })
  for (let index = 0; index < 3; index++) analytics.track({ type: 'generation' })
`
const runProgram = (source: string) => run(process.execPath, ['--input-type=module', '--eval', source])

test('a program that ends delivers what it tracked', async () => {
  const url = await startServer()
  const { stderr } = await runProgram(program(url))
  const { api } = createAnalytics({ url })
  expect((await api.analytics.summary.query({ range: { days: 1 } })).generations.total).toBe(3)
  expect(stderr).toBe('')
})

test('a program whose server is away ends all the same, and says what is lost', async () => {
  const { stderr } = await runProgram(program(await nowhere()))
  expect(stderr.trim()).toBe('Son1k Analytics: 3 events were not delivered: the server could not be reached')
})

test('a handler that starts work at the end does not keep the program alive', async () => {
  const { stdout } = await runProgram(`
    import { createAnalytics } from '${client}'
    const analytics = createAnalytics({
      url: '${await nowhere()}',
      userId: 'ana',
      onError(error) {
        console.log(error.reason)
        setTimeout(() => analytics.track({ type: 'generation' }), 1)
      },
    })
    analytics.track({ type: 'generation' })
  `)
  expect(stdout).toBe('UNDELIVERED\n')
})
