import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'

/** Refuses a `Host` that names no host, before anything builds an address of it. None at all is allowed. */
export function refuseWrongHost(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers: { host } }) => {
    if (host === undefined || isHost(host)) return
    throw new AnalyticsError('VALIDATION_FAILED', 'The Host header must be a name or an address, with a port or none')
  })
}

const isHost = (host: string) => host === '' || (!/[\s/\\?#@]/.test(host) && URL.canParse(`http://${host}`))
