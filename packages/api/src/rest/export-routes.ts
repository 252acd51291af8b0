import { Readable } from 'node:stream'
import { AnalyticsError, type ExportFormat, type QuestionName } from '@son1k/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, contextOf, type Services } from '../context.js'
import { chooseTables } from '../export/choose-tables.js'
import { coverOf, csvOf, filenameOf, jsonOf, MEDIA_TYPES } from '../export/export-file.js'
import { pagesOf } from '../export/pages.js'
import { shorten } from '../shorten.js'
import { answerOtherMethods } from './answer-other-methods.js'
import { EXPORT_ROUTES } from './export-addresses.js'
import { questionInputOf } from './question-query.js'

/** One address for all, so that it can't be left open by mistake. */
const PATH = '/api/analytics/:file'

/** The answers to all questions as files, as a Fastify plugin. Errors are left to the error handler of the app. */
export async function exportRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get(PATH, async (request, reply) => {
    const appId = services.authority.authorize(request, 'read')
    const path = request.url.split('?', 1)[0] ?? ''
    const route = EXPORT_ROUTES.find((each) => each.path === path)
    if (route === undefined) throw new AnalyticsError('NOT_FOUND', `There is nothing at GET ${shorten(path)}`)
    return await answerFile(contextOf(services, { request, reply }, appId), { request, reply, ...route })
  })
  answerOtherMethods(app, PATH, 'GET')
}

type Exchange<Name> = { request: FastifyRequest; reply: FastifyReply; question: Name; format: ExportFormat }

async function answerFile<Name extends QuestionName>(
  context: Context,
  { request, reply, question, format }: Exchange<Name>,
): Promise<FastifyReply> {
  const { table, ...query } = fieldsIn(request.query)
  const name = typeof table === 'string' ? table : undefined
  const tables = chooseTables(question, name)
  const pages = pagesOf(context, { question, input: questionInputOf(question, query) })
  // What is refused is refused before anything is sent.
  const { value: first } = await pages.next()
  if (first === undefined) throw new Error(`${question} has no answer`)
  const chosen = { tables, answers: startingWith(first, pages), first }
  const cover = coverOf(first)
  const head = { success: true, question, ...cover, timestamp: new Date(context.receivedAt).toISOString() }
  const pieces = format === 'csv' ? csvOf(chosen) : jsonOf(chosen, head)
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-type': MEDIA_TYPES[format],
      'content-disposition': `attachment; filename="${filenameOf({ question, format, table: name }, first)}"`,
      ...(cover.from !== undefined && { 'x-range-from': cover.from, 'x-range-to': cover.to }),
      ...(cover.is_cut !== undefined && { 'x-range-is-cut': String(cover.is_cut) }),
      ...(cover.approximate !== undefined && { 'x-approximate': String(cover.approximate) }),
    })
    .send(Readable.from(pieces))
}

/** Holds at run time: Fastify parses a query into texts, and lists of them, by name. */
const fieldsIn = (query: unknown) => query as Record<string, unknown>

async function* startingWith<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* others
}
