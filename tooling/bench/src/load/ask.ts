import { performance } from 'node:perf_hooks'
import { Client } from 'undici'

/** The first that is reached ends it; it is asked once at least. `mayTimeOut`: 504 is an answer, too. */
export type AskLimits = { times: number; seconds: number; mayTimeOut?: boolean }

const TIMED_OUT = 504

/**
 * Asks one question over and over, one after the other, on one connection.
 * @returns the latencies in milliseconds, to the end of the answer
 * @throws unless all answers are 200, or 504 where that may be
 */
export async function ask(url: string, path: string, limits: AskLimits): Promise<number[]> {
  const { times, seconds, mayTimeOut = false } = limits
  const client = new Client(url, { headersTimeout: 120_000, bodyTimeout: 120_000 })
  const latencies: number[] = []
  try {
    const endsAt = performance.now() + seconds * 1000
    while (latencies.length < times && (latencies.length === 0 || performance.now() < endsAt)) {
      const startedAt = performance.now()
      const { statusCode, body } = await client.request({ path, method: 'GET' })
      const text = await body.text()
      if (statusCode !== 200 && !(mayTimeOut && statusCode === TIMED_OUT))
        throw new Error(`${path} answered ${statusCode}: ${text.slice(0, 300)}`)
      latencies.push(performance.now() - startedAt)
    }
    return latencies
  } finally {
    await client.close()
  }
}
