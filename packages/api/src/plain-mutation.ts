import {
  batchSchema,
  generationInputSchema,
  interactionInputSchema,
  sessionEndInputSchema,
  sessionStartInputSchema,
} from '@son1k/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Context, contextOf, type Services } from './context.js'
import { headersOf, httpStatusOf, toAnalyticsError, toErrorShape } from './errors.js'
import { logError } from './log-error.js'
import { trackBatch } from './track/batch.js'
import { endSession } from './track/end-session.js'
import { trackGeneration } from './track/generation.js'
import { trackInteraction } from './track/interaction.js'
import { keyIn } from './track/key-in.js'
import { startSession } from './track/start-session.js'

type Mutation = (context: Context, input: unknown) => Promise<object>
/** One call with one JSON input, as every event comes. */
export type PlainMutation = { path: string; run: Mutation; input: unknown }

const taking =
  <Input>(schema: { parse(input: unknown): Input }, verb: (context: Context, input: Input) => Promise<object>) =>
  (context: Context, input: unknown) =>
    verb(context, schema.parse(input))

/** What takes events, by the path of its procedure. */
const MUTATIONS = new Map<string, Mutation>([
  ['session.start', taking(sessionStartInputSchema, startSession)],
  ['session.end', taking(sessionEndInputSchema, endSession)],
  ['track.generation', taking(generationInputSchema, trackGeneration)],
  ['track.interaction', taking(interactionInputSchema, trackInteraction)],
  ['track.batch', taking(batchSchema, trackBatch)],
])

/** @returns undefined where the request is anything else, or may be: that is for tRPC's own adapter to answer */
export function plainMutationOf(
  { method, url, headers, body }: FastifyRequest,
  path: string,
): PlainMutation | undefined {
  const run = MUTATIONS.get(path)
  if (run === undefined || method !== 'POST' || typeof body !== 'string') return undefined
  // With a query it may be several calls, a stream is for several, and without a host tRPC has no address to read.
  if (url.includes('?') || !headers.host) return undefined
  if (headers['trpc-accept'] !== undefined || headers.accept?.includes('jsonl')) return undefined
  try {
    return { path, run, input: JSON.parse(body) }
  } catch {
    return undefined
  }
}

/**
 * Answers a mutation as tRPC's adapter does, to the byte, but without the web `Request`, `Response` and `AbortSignal`s
 * and the chain of middlewares that it makes for each call: they cost several times what all else about an event does.
 */
export function answerMutation(call: PlainMutation, { services, req, res }: Exchange): Promise<FastifyReply> {
  const running = start(call, { services, req, res })
  // While it waits for its commit the buffer alone has its events: not the body, and no frame of ours.
  req.body = undefined
  return answer(running, { path: call.path, services, req, res })
}

async function start({ path, run, input }: PlainMutation, { services, req, res }: Exchange): Promise<object> {
  const key = path === 'track.batch' ? keyIn(input) : undefined
  const appId = services.authority.authorize(req, 'track', key)
  try {
    return run(contextOf(services, { request: req, reply: res }, appId), input)
  } catch (error) {
    // What is thrown at once was refused: it counts for its app.
    services.drops.countError(toAnalyticsError(error, req.id), { appId })
    throw error
  }
}

type Exchange = { services: Services; req: FastifyRequest; res: FastifyReply }

async function answer(
  running: Promise<object>,
  { path, services, req, res }: Exchange & { path: string },
): Promise<FastifyReply> {
  const vary = [res.getHeader('vary'), 'trpc-accept, accept'].filter(Boolean).join(', ')
  res.header('vary', vary).header('content-type', 'application/json').header('cache-control', 'no-store')
  try {
    return res.send(asBytes({ result: { data: await running } }))
  } catch (thrown) {
    const error = toAnalyticsError(thrown, req.id)
    services.drops.countError(error)
    logError(error, req)
    res.code(httpStatusOf(error.code)).headers(headersOf(error))
    return res.send(asBytes({ error: toErrorShape(error, path) }))
  }
}

/** To a text Fastify would add a charset, which tRPC doesn't say. */
const asBytes = (answer: object) => Buffer.from(JSON.stringify(answer))
