import type { FastifyInstance } from 'fastify'
import { answerOtherMethods } from '../rest/answer-other-methods.js'
import { describeRest } from './document.js'
import { describeRestAsPage } from './page.js'
import { PAGE_STYLES } from './page-styles.js'

/** The description of the REST surface, for programs and for people, as a Fastify plugin. */
export async function openapiRoutes(app: FastifyInstance, { version }: { version: string }): Promise<void> {
  const answers = {
    '/api/openapi.json': {
      type: 'application/json; charset=utf-8',
      body: once(() => JSON.stringify(describeRest(version))),
    },
    '/api/docs': { type: 'text/html; charset=utf-8', body: once(() => describeRestAsPage(version)) },
    '/api/docs.css': { type: 'text/css; charset=utf-8', body: () => PAGE_STYLES },
  }
  for (const [path, { type, body }] of Object.entries(answers)) {
    app.get(path, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(body()))
    answerOtherMethods(app, path, 'GET')
  }
}

/** Made when it is first asked for: nobody waits for it at a start. */
function once(make: () => string): () => string {
  let made: string | undefined
  return () => (made ??= make())
}
