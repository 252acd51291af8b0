import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'

/** The methods that a path answers by itself where it takes one. */
export const methodsBeside = (method: 'GET' | 'POST'): string[] =>
  method === 'GET' ? ['GET', 'HEAD', 'OPTIONS'] : [method, 'OPTIONS']

/** The refusal of any other method than those, which `Allow` names. */
export const wrongMethod = (path: string, allowed: string[]): AnalyticsError =>
  new AnalyticsError('METHOD_NOT_ALLOWED', `${path} takes ${allowed.join(', ')}`)

/** Answers, at a path, the question which methods it takes, and every other method with that. */
export function answerOtherMethods(app: FastifyInstance, path: string, method: 'GET' | 'POST'): void {
  const allowed = methodsBeside(method)
  app.options(path, (_request, reply) => reply.code(204).header('allow', allowed.join(', ')).send())
  app.route({
    method: app.supportedMethods.filter((other) => !allowed.includes(other)),
    url: path,
    // Before the body is read: its type and size are no concern then.
    onRequest: (_request, reply, done) => {
      reply.header('allow', allowed.join(', '))
      done(wrongMethod(path, allowed))
    },
    handler: async () => {},
  })
}
