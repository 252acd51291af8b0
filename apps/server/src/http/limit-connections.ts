import type { Socket } from 'node:net'
import { AnalyticsError, LIMITS } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'

const RETRY_AFTER_SECONDS = 5
/** So many more may ask, to be told that it is full. Whoever comes then is cut off. */
const TOLD = 1_000

/** Limits how many are connected at once: who comes beyond is answered 503, and the connection closed. */
export function limitConnections(app: FastifyInstance, connections: number = LIMITS.connections): void {
  const beyond = new Set<Socket>()
  let open = 0
  app.server.maxConnections = connections + TOLD
  // The socket that requests have is another one over TLS.
  for (const event of ['connection', 'secureConnection']) {
    app.server.on(event, (socket: Socket) => {
      if (event === 'connection') {
        open++
        socket.once('close', () => open--)
      }
      if (open <= connections) return
      beyond.add(socket)
      socket.once('close', () => beyond.delete(socket))
    })
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (beyond.size === 0 || !beyond.has(request.raw.socket)) return done()
    reply.header('connection', 'close')
    done(
      new AnalyticsError('OVERLOADED', `More than ${connections} are connected: come again in a moment`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      }),
    )
  })
}
