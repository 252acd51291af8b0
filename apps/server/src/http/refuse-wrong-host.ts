import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'

/** Refuses a `Host` that names no host, before anything builds an address of it. None at all is allowed. */
export function refuseWrongHost(app: FastifyInstance): void {
  // Nearly always it is that of the request before.
  let known: string | undefined
  app.addHook('onRequest', ({ headers: { host } }, _reply, done) => {
    if (host === known || host === undefined) return done()
    if (!isHost(host)) return done(wrongHost())
    known = host
    done()
  })
}

const isHost = (host: string) => host === '' || (!/[\s/\\?#@]/.test(host) && URL.canParse(`http://${host}`))
const wrongHost = () =>
  new AnalyticsError('VALIDATION_FAILED', 'The Host header must be a name or an address, with a port or none')
