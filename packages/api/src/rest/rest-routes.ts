import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contextOf, type Services } from '../context.js'
import { countRefusals } from '../count-refusals.js'
import { inRestNames } from './in-rest-names.js'
import { parseAnyTypeAsJson } from './parse-any-type-as-json.js'
import { accessOfRestPath, methodsOfRestPath, REST_TABLE, type RestRoute, wrongMethod } from './table.js'

/** The REST surface, as a Fastify plugin. Errors are left to the error handler of the app. */
export async function restRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const readAsJson = parseAnyTypeAsJson(app)
  countRefusals(app, {
    drops: services.drops,
    isTracking: ({ method, routeOptions }) => method === 'POST' && accessOfRestPath(routeOptions.url ?? '') === 'track',
  })
  for (const route of REST_TABLE) {
    const allowed = methodsOfRestPath(route.path)
    app.route({
      method: route.method,
      url: route.path,
      ...(route.method === 'POST' && { onRequest: readAsJson }),
      handler: handlerOf(route, services),
    })
    app.options(route.path, (_request, reply) => reply.code(204).header('allow', allowed.join(', ')).send())
    app.route({
      method: app.supportedMethods.filter((method) => !allowed.includes(method)),
      url: route.path,
      // Before the body is read: its type and size are no concern then.
      onRequest: (_request, reply, done) => {
        reply.header('allow', allowed.join(', '))
        done(wrongMethod(route.path))
      },
      handler: async () => {},
    })
  }
}

function handlerOf({ run, access }: RestRoute, services: Services) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const context = contextOf(services, request, reply)
    if (access === 'read') context.authorizeRead()
    if (access === 'track') context.authorizeTrack()
    try {
      const answer = await run(context, request)
      reply.header('cache-control', 'no-store')
      return { ...answer, timestamp: new Date(services.now()).toISOString() }
    } catch (error) {
      throw inRestNames(error, request.id)
    }
  }
}
