import { AnalyticsError } from '@son1k/contract'
import { type FastifyTRPCPluginOptions, fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import type { FastifyInstance, onSendHookHandler } from 'fastify'
import { accessOfProcedures } from './access.js'
import { contextOf, type Services } from './context.js'
import { countRefusals } from './count-refusals.js'
import { headersOf, toAnalyticsError } from './errors.js'
import { logError } from './log-error.js'
import { answerMutation, plainMutationOf } from './plain-mutation.js'
import { readUtf8 } from './read-utf8.js'
import { wrongMethod } from './rest/answer-other-methods.js'
import { type AppRouter, appRouter } from './router.js'
import { shorten } from './shorten.js'

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS']

/** The procedures over HTTP, as a Fastify plugin to be registered under `/trpc`. */
export async function trpcRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // A closing page posts `text/plain`, because that needs no preflight.
  app.addHook('onRequest', ({ method, url, headers }, _reply, done) => {
    const isText = method === 'POST' && headers['content-type']?.startsWith('text/plain')
    if (isText && url.split('?', 1)[0]?.endsWith('/track.batch')) headers['content-type'] = 'application/json'
    done()
  })
  // What tRPC builds of a request can't have every method, and it would fail for some.
  app.addHook('onRequest', ({ method, url }, reply, done) => {
    if (method === 'GET' || method === 'POST') return done()
    reply.header('allow', METHODS.join(', '))
    if (method === 'OPTIONS') reply.code(204).send()
    else done(method === 'HEAD' ? undefined : wrongMethod(shorten(url.split('?', 1)[0] ?? ''), METHODS))
  })
  countRefusals(app, {
    drops: services.drops,
    isTracking: ({ params }) => accessOfProcedures(pathIn(params)) === 'track',
  })
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req, res }) => contextOf(services, { request: req, reply: res }),
    onError: ({ error, req }) => logError(toAnalyticsError(error, req.id), req),
    responseMeta: ({ errors }) => {
      const headers = new Headers({ 'cache-control': 'no-store' })
      for (const error of errors) {
        for (const [name, value] of Object.entries(headersOf(toAnalyticsError(error, '')))) headers.set(name, value)
      }
      return { headers }
    },
  }
  app.addHook('onSend', answerInOnePiece)
  // tRPC parses the JSON itself.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const text = readUtf8(body)
    if (text instanceof AnalyticsError) done(text, undefined)
    else done(null, text)
  })
  app.all('/:path', (req, res) => {
    const path = pathIn(req.params)
    const call = plainMutationOf(req, path)
    if (call !== undefined) return answerMutation(call, { services, req, res })
    return fastifyRequestHandler({ ...trpcOptions, req, res, path })
  })
}

/** The procedures that a request calls. */
const pathIn = (params: unknown): string =>
  typeof params === 'object' && params !== null && 'path' in params ? String(params.path) : ''

/** Answers but the stream leave as text, whose length is known: it is cheaper, and small ones stay uncompressed. */
const answerInOnePiece: onSendHookHandler<unknown> = (_request, reply, payload, done) => {
  if (!(payload instanceof Response)) return done(null, payload)
  if (payload.headers.get('content-type')?.startsWith('text/event-stream')) return done(null, payload)
  const vary = [reply.getHeader('vary'), payload.headers.get('vary')].filter(Boolean).join(', ')
  const headers = Object.fromEntries(payload.headers)
  // What it refuses before it knows the calls, it sends as plain text.
  if (headers['content-type']?.startsWith('text/plain')) headers['content-type'] = 'application/json'
  reply.code(payload.status).headers({ ...headers, vary })
  payload.text().then((text) => done(null, text), done)
}
