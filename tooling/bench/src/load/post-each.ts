import { performance } from 'node:perf_hooks'
import { Client } from 'undici'
import type { Target } from './fixed-connections.js'

/**
 * Posts each body once, each connection as fast as it is answered.
 * @returns seconds from the first request to the last answer
 * @throws unless all answers are 200
 */
export async function postEach(target: Target, bodies: readonly string[]): Promise<number> {
  let next = 0
  const postRest = async () => {
    const client = new Client(target.url, { headersTimeout: 60_000, bodyTimeout: 60_000 })
    try {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) await post(client, target.path, body)
    } finally {
      await client.close()
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: target.connections }, postRest))
  return (performance.now() - startedAt) / 1000
}

async function post(client: Client, path: string, body: string): Promise<void> {
  const answer = await client.request({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`)
}
