import { answerOtherMethods, type Services } from '@son1k/api'
import type { FastifyInstance } from 'fastify'
import { addGauges } from './add-gauges.js'
import type { Metrics } from './metrics.js'

/** Tells Prometheus, at `/metrics`, how the server is doing, as a Fastify plugin. Who may read may ask. */
export async function metricsRoute(
  app: FastifyInstance,
  { metrics: { registry }, services }: { metrics: Metrics; services: Services },
): Promise<void> {
  addGauges(registry, services)
  app.get('/metrics', async (request, reply) => {
    services.authority.authorize(request, 'read')
    reply.type(registry.contentType).header('cache-control', 'no-store')
    return registry.metrics()
  })
  answerOtherMethods(app, '/metrics', 'GET')
}
