import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'

/** Answers, at a path, the question which methods it takes, and every other method with that. */
export function answerOtherMethods(app: FastifyInstance, path: string, method: 'GET' | 'POST'): void {
  const allowed = method === 'GET' ? ['GET', 'HEAD', 'OPTIONS'] : [method, 'OPTIONS']
  app.options(path, (_request, reply) => reply.code(204).header('allow', allowed.join(', ')).send())
  app.route({
    method: app.supportedMethods.filter((other) => !allowed.includes(other)),
    url: path,
    // Before the body is read: its type and size are no concern then.
    onRequest: (_request, reply, done) => {
      reply.header('allow', allowed.join(', '))
      done(new AnalyticsError('METHOD_NOT_ALLOWED', `${path} takes ${allowed.join(', ')}`))
    },
    handler: async () => {},
  })
}
