import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

type Received = { headers: IncomingHttpHeaders; body: string }
type Receiver = { url: string; received: Received[]; answerWith(...statuses: number[]): void }

/** A program that takes webhooks, until the test has finished. It answers 204, or with these statuses first. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let statuses: number[] = []
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: (await buffer(request)).toString('utf8') })
    const status = statuses.shift() ?? 204
    response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {}).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  /** Holds at run time: it listens at a port. */
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerWith: (...next) => {
      statuses = next
    },
  }
}
