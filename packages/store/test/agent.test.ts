import { expect, it } from 'vitest'
import { createAgentReader } from '../src/ingest/agent.js'

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

it.each([
  [CHROME, ['Chrome', 'Linux', 'desktop', 0]],
  [IPHONE, ['Safari', 'iOS', 'mobile', 0]],
  ['curl/8.5.0', ['curl', '', '', 1]],
  [undefined, ['', '', '', 0]],
  ['', ['', '', '', 0]],
])('of %s keeps browser, system, device and whether it is a bot', (userAgent, expected) => {
  const agent: unknown[] = JSON.parse(createAgentReader()(userAgent))
  // The name of a program that is no browser is the table's business.
  expect(agent.slice(1)).toEqual(expected.slice(1))
  if (expected[3] === 0) expect(agent[0]).toBe(expected[0])
})

it('answers the same when it has forgotten a user agent and reads it again', () => {
  const readAgent = createAgentReader(1)
  const first = readAgent(CHROME)
  readAgent(IPHONE)
  expect(readAgent(CHROME)).toEqual(first)
})
