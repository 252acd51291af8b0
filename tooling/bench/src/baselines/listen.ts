import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (request: { url: string; body: unknown }) => object | Promise<object>

/** A bare HTTP server on a free port of the loopback, which it prints: parses the body's JSON and answers with JSON. */
export function listen(answer: Answer): void {
  const server = createServer(async (request, response) => {
    try {
      const result = JSON.stringify(await answer({ url: request.url ?? '/', body: await readJson(request) }))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(result) })
      response.end(result)
    } catch (error) {
      console.error(error)
      response.writeHead(500).end()
    }
  })
  server.listen(0, '127.0.0.1', () => printPort(server.address()))
  process.on('SIGTERM', () => process.exit(0))
}

/** What the benchmark waits for. */
export function printPort(address: string | AddressInfo | null): void {
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : address }))
}

function readJson(request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', reject)
    request.on('end', () => {
      try {
        resolve(chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8')))
      } catch (error) {
        reject(error)
      }
    })
  })
}
