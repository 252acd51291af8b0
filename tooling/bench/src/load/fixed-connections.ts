import autocannon from 'autocannon'

export type Target = { url: string; path: string; connections: number }

/**
 * Posts for a while, each connection as fast as it is answered. Each has its own share of the bodies and goes through it
 * over and over.
 * @returns answered requests a second
 * @throws unless all answers are 2xx
 */
export async function postFor(seconds: number, target: Target, bodies: readonly string[]): Promise<number> {
  const { url, path, connections } = target
  const share = Math.floor(bodies.length / connections)
  let client = 0
  const result = await autocannon({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections,
    duration: seconds,
    timeout: 30,
    setupClient: (connection) => {
      const own = bodies.slice(client * share, (client + 1) * share)
      client++
      connection.setRequests(own.map((body) => ({ method: 'POST', path, body })))
    },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path} failed: ${result.non2xx} answers were not 2xx, ${result.errors} requests had no answer.`)
  return result['2xx'] / result.duration
}
