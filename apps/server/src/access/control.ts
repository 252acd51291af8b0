import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { hashOfSecret } from '@son1k/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Where the command line reaches a server, and what it shows there. */
export type ControlAddress = { url: string; secret: string }

/**
 * The way in of the command line: a port of its own that only this machine reaches, whatever HOST, TLS and proxies are, and a
 * secret that ends with the process. Who can read that can write the database file: it has the rights of an administrator.
 */
export type Control = {
  /** Whether a request came this way. */
  vouchesFor(request: Pick<FastifyRequest, 'raw'>): boolean
  open(app: FastifyInstance): Promise<ControlAddress>
  /** Takes no more requests, and waits for those that run. */
  close(): Promise<void>
}

const SECRET_BYTES = 32
const PATIENCE_MS = 5_000

export function createControl(): Control {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  const expected = hashOf(`Bearer ${secret}`)
  const vouched = new WeakSet<IncomingMessage>()
  const server = createServer()
  return {
    vouchesFor: ({ raw }) => vouched.has(raw),
    async open(app) {
      await app.ready()
      server.on('request', (request, response) => {
        if (!timingSafeEqual(hashOf(request.headers.authorization ?? ''), expected))
          return response.writeHead(401).end()
        vouched.add(request)
        return app.routing(request, response)
      })
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve)
      })
      return { url: `http://127.0.0.1:${portOf(server.address())}`, secret }
    },
    async close() {
      if (!server.listening) return
      const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
      await new Promise((resolve) => server.close(resolve))
      clearTimeout(impatience)
    },
  }
}

const hashOf = (text: string) => Buffer.from(hashOfSecret(text), 'hex')
const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>) =>
  typeof address === 'object' && address !== null ? address.port : 0
