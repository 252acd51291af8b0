import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contextOf, type Services } from '../context.js'
import { countRefusals } from '../count-refusals.js'
import { toAnalyticsError } from '../errors.js'
import { keyIn } from '../track/key-in.js'
import { answerOtherMethods } from './answer-other-methods.js'
import { exportRoutes } from './export-routes.js'
import { inRestNames } from './in-rest-names.js'
import { parseAnyTypeAsJson } from './parse-any-type-as-json.js'
import { personRoutes } from './person-routes.js'
import { accessOfRestPath, REST_TABLE, type RestRoute } from './table.js'

/** The REST surface, as a Fastify plugin. Errors are left to the error handler of the app. */
export async function restRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const readAsJson = parseAnyTypeAsJson(app)
  countRefusals(app, {
    drops: services.drops,
    isTracking: ({ method, routeOptions }) => method === 'POST' && accessOfRestPath(routeOptions.url ?? '') === 'track',
  })
  for (const route of REST_TABLE) {
    app.route({
      method: route.method,
      url: route.path,
      ...(route.method === 'POST' && { onRequest: readAsJson }),
      handler: handlerOf(route, services),
    })
    answerOtherMethods(app, route.path, route.method)
  }
  await exportRoutes(app, services)
  await personRoutes(app, services)
}

function handlerOf({ run, access, path }: RestRoute, services: Services) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const key = path === '/api/track/batch' ? keyIn(request.body) : undefined
    const appId = access === 'public' ? undefined : services.authority.authorize(request, access, key)
    const context = contextOf(services, { request, reply }, appId)
    try {
      const running = run(context, request)
      // It may wait for its commit, and its events are in the buffer by then.
      request.body = undefined
      const answer = await running
      reply.header('cache-control', 'no-store')
      return { ...answer, timestamp: new Date(services.now()).toISOString() }
    } catch (error) {
      if (access === 'track') services.drops.countError(toAnalyticsError(error, request.id), { appId })
      throw inRestNames(error, request.id)
    }
  }
}
