import type { FastifyInstance, FastifyRequest } from 'fastify'

const MOST_BYTES = 8 * 1024 * 1024
const LONGEST_MS = 2_000

/**
 * Reads on what a client is still sending when it is refused, and throws it away: one that is cut off while it sends
 * may never get to read why. Only so much, and for so long: who sends without end is cut off.
 */
export function readRefusedBodies(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    const { raw } = request
    if (reply.statusCode < 400 || raw.complete || !hasBody(request)) return done()
    let bytes = 0
    const count = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MOST_BYTES) goOn()
    }
    const goOn = () => {
      clearTimeout(timer)
      raw.off('data', count).off('end', goOn).off('close', goOn)
      done()
    }
    const timer = setTimeout(goOn, LONGEST_MS)
    raw.on('data', count).once('end', goOn).once('close', goOn)
  })
}

const hasBody = ({ headers }: FastifyRequest) =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
