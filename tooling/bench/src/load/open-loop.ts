import { performance } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { Pool } from 'undici'

export type FixedRate = {
  perSecond: number
  seconds: number
  bodies: readonly string[]
  /** Ends it early. */
  signal?: AbortSignal
}

/**
 * Posts at a fixed rate, whether answers come or not. A latency counts from the moment a request was due, so that a
 * server that stalls is charged for all that had to wait (no coordinated omission).
 * @returns the latencies in milliseconds
 * @throws unless all answers are 200, or when more than 10,000 requests wait for one
 */
export async function postAtRate(url: string, path: string, load: FixedRate): Promise<number[]> {
  const pool = new Pool(url, { connections: 64, headersTimeout: 30_000, bodyTimeout: 30_000 })
  const latencies: number[] = []
  const failures: unknown[] = []
  let waiting = 0
  const post = async (body: string, dueAt: number) => {
    waiting++
    try {
      const headers = { 'content-type': 'application/json' }
      const answer = await pool.request({ path, method: 'POST', headers, body })
      await answer.body.dump()
      if (answer.statusCode !== 200) failures.push(answer.statusCode)
      latencies.push(performance.now() - dueAt)
    } catch (error) {
      failures.push(error)
    } finally {
      waiting--
    }
  }

  const total = Math.round(load.perSecond * load.seconds)
  const startedAt = performance.now()
  for (let sent = 0; sent < total && waiting < 10_000 && !load.signal?.aborted; ) {
    const dueAt = startedAt + (sent / load.perSecond) * 1000
    if (dueAt > performance.now()) {
      await setTimeout(1)
      continue
    }
    void post(load.bodies[sent % load.bodies.length] ?? '{}', dueAt)
    sent++
    if (sent % 16 === 0) await setImmediate()
  }
  const gaveUp = waiting >= 10_000
  await pool.close()
  if (gaveUp) throw new Error(`${path} can't keep up with ${Math.round(load.perSecond)} requests/s.`)
  if (failures.length > 0) throw new Error(`${path} failed ${failures.length} times, first with ${failures[0]}.`)
  return latencies
}
