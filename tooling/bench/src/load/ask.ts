import { performance } from 'node:perf_hooks'
import { Client } from 'undici'

/**
 * Asks one question a number of times, one after the other, on one connection.
 * @returns the latencies in milliseconds, to the end of the answer
 * @throws unless all answers are 200
 */
export async function ask(url: string, path: string, times: number): Promise<number[]> {
  const client = new Client(url, { headersTimeout: 120_000, bodyTimeout: 120_000 })
  const latencies: number[] = []
  try {
    for (let count = 0; count < times; count++) {
      const startedAt = performance.now()
      const { statusCode, body } = await client.request({ path, method: 'GET' })
      const text = await body.text()
      if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text.slice(0, 300)}`)
      latencies.push(performance.now() - startedAt)
    }
    return latencies
  } finally {
    await client.close()
  }
}
