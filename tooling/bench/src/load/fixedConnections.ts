import { performance } from 'node:perf_hooks'
import autocannon, { type Options } from 'autocannon'

export type Target = { url: string; path: string; connections: number }

/**
 * Posts the bodies over and over for a while, each connection as fast as it is answered.
 * @returns answered requests a second
 * @throws unless all answers are 2xx
 */
export async function postFor(seconds: number, target: Target, bodies: readonly string[]): Promise<number> {
  const requests = bodies.map((body) => ({ body }))
  const result = await run(target, { duration: seconds, requests })
  return result['2xx'] / result.duration
}

/**
 * Posts each body once.
 * @returns seconds until the last answer
 * @throws unless all answers are 2xx
 */
export async function postEach(target: Target, bodies: readonly string[]): Promise<number> {
  let next = 0
  const startedAt = performance.now()
  await run(target, {
    amount: bodies.length,
    requests: [{ setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] }) }],
  })
  return (performance.now() - startedAt) / 1000
}

async function run({ url, path, connections }: Target, options: Partial<Options>) {
  const result = await autocannon({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections,
    timeout: 30,
    ...options,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path} failed: ${result.non2xx} answers were not 2xx, ${result.errors} requests had no answer.`)
  return result
}
