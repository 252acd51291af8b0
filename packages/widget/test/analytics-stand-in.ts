import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Batch, type Event, parseEvent, type Rejection } from '@son1k/contract'
import { onTestFinished } from 'vitest'
import { publicDirectory } from '../dist/index.js'
import { listen } from './listen.js'

type Delivery = { contentType: string | undefined; mode: unknown; bytes: number; batch: Batch }
type Reply = { status: number; headers?: Record<string, string>; body?: unknown }

export type AnalyticsStandIn = {
  origin: string
  deliveries: Delivery[]
  /** The addresses asked for, without queries. */
  requests: string[]
  /** What was stored, each id once, as the real server does. */
  events(): Event[]
  /** What the contract's own schema refused. */
  rejected: Rejection[]
  /** Answers instead of the ordinary answer while it answers something; may take its time. */
  interfere: (path: string) => Reply | undefined | Promise<undefined>
  stop(): Promise<void>
  /** Listens again, on the same port. */
  restart(): Promise<void>
}

/** Serves the built files and records what is tracked. Stops with the test. */
export async function startAnalytics(): Promise<AnalyticsStandIn> {
  const stored = new Map<string, Event>()
  const server = createServer((request, response) => void answer(request, response))
  const { origin, port, stop } = await listen(server)
  onTestFinished(stop)

  const standIn: AnalyticsStandIn = {
    origin,
    deliveries: [],
    requests: [],
    rejected: [],
    events: () => [...stored.values()],
    interfere: () => undefined,
    stop,
    restart: async () => {
      await listen(server, port)
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = (request.url ?? '/').replace(/\?.*/, '')
    standIn.requests.push(path)
    // What a page that went away cut off was not delivered, as with the real server.
    const body = await text(request).catch(() => undefined)
    if (body === undefined) return
    const reply = (await standIn.interfere(path)) ?? ordinaryReply(path, request, body)
    const isText = typeof reply.body === 'string'
    response.writeHead(reply.status, {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': isText ? 'text/javascript' : 'application/json',
      ...reply.headers,
    })
    response.end(isText ? reply.body : JSON.stringify(reply.body ?? null))
  }

  function ordinaryReply(path: string, request: IncomingMessage, body: string): Reply {
    if (path === '/trpc/track.batch') return store(request, body)
    if (path === '/api/health') return { status: 200, body: { status: 'healthy', active_sessions: 3 } }
    if (path === '/api/analytics') return { status: 200, body: { success: true, data: { asked: request.url } } }
    const file = join(publicDirectory, path)
    return existsSync(file) ? { status: 200, body: readFileSync(file, 'utf8') } : { status: 404 }
  }

  function store(request: IncomingMessage, body: string): Reply {
    const batch = JSON.parse(body) as Batch
    standIn.deliveries.push({
      contentType: request.headers['content-type'],
      mode: request.headers['sec-fetch-mode'],
      bytes: Buffer.byteLength(body),
      batch,
    })
    const rejected: Rejection[] = []
    for (const [index, input] of batch.events.entries()) {
      const parsed = parseEvent(input)
      if ('event' in parsed) stored.set(parsed.event.id, parsed.event)
      else rejected.push({ index, code: parsed.code, message: parsed.issues.map(({ path }) => path).join() })
    }
    standIn.rejected.push(...rejected)
    const accepted = batch.events.length - rejected.length
    return { status: 200, body: { result: { data: { accepted, duplicates: 0, rejected } } } }
  }

  return standIn
}
