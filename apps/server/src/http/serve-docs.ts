import { openapiRoutes } from '@son1k/api'
import type { FastifyInstance } from 'fastify'
import { securityHeaders } from './security-headers.js'

/** Serves the description of the REST API, under the same strict headers as our other pages, to a scope of its own. */
export async function serveDocs(scope: FastifyInstance, version: string): Promise<void> {
  await securityHeaders(scope)
  await scope.register(openapiRoutes, { version })
}
