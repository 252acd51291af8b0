import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Filter, LiveSnapshot, Summary, SystemStatus } from '@son1k/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { makeSnapshot, makeStatus, makeSummary } from './dashboard-data.js'
import { type Insights, makeInsights } from './insight-data.js'
import { listen } from './listen.js'

type Asked = { days: number }

/** What the server answers; a test changes it as it goes. */
export type Script = {
  summary(range: Asked, filters?: Filter[]): Summary | Promise<Summary>
  status(): SystemStatus
  insights: Insights
  snapshot: LiveSnapshot
  /** `blocked`: no stream can be had; everything else answers. */
  stream: 'open' | 'blocked'
  /** Every request is cut off without an answer. */
  isDown: boolean
  /** That the last question named. */
  lastApp?: string | string[] | undefined
  /** Wanted from readers. */
  token?: string
  /** Of who has signed in. */
  apps: { slug: string; name: string }[]
  /** A silence of the stream that means that it is dead, as the stream says when it begins. */
  silenceMs?: number
}

export type ScriptedServer = AsyncDisposable & {
  url: string
  script: Script
  /** Sends the script's snapshot to every open stream. */
  push(): void
  /** Breaks off every stream. */
  breakStreams(): void
  /** How many streams are open. */
  streams(): number
  /** How often a procedure was asked, by its path. */
  asked(path: string): number
  /** The procedures whose last question had no filter. */
  unfiltered(): string[]
  /** HTML for a path of this server. */
  page(path: string, html: string): void
}

const publicDirectory = fileURLToPath(new URL('../dist/public/', import.meta.url))
const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' }

/**
 * Speaks the real wire format of the product's server, and answers what a test wants. It serves the built files under
 * the policy that the real one sets.
 */
export async function startScriptedServer(changes: Partial<Script> = {}): Promise<ScriptedServer> {
  const script: Script = {
    summary: () => makeSummary(),
    status: () => makeStatus(),
    insights: makeInsights(),
    snapshot: makeSnapshot(),
    stream: 'open',
    isDown: false,
    apps: [],
    ...changes,
  }
  const counts = new Map<string, number>()
  const unfiltered = new Set<string>()
  const pages = new Map<string, string>()
  const streams = new Set<(end: boolean) => void>()
  const wakeAll = (end: boolean) => {
    for (const wake of [...streams]) wake(end)
  }

  const trpc = initTRPC.context<{ authorization: string | undefined; app: string | string[] | undefined }>().create({
    isDev: false,
    ...(script.silenceMs !== undefined && { sse: { client: { reconnectAfterInactivityMs: script.silenceMs } } }),
  })
  const read = trpc.procedure.use(async ({ ctx, path, next, getRawInput }) => {
    counts.set(path, (counts.get(path) ?? 0) + 1)
    if (hasFilter(await getRawInput())) unfiltered.delete(path)
    else unfiltered.add(path)
    script.lastApp = ctx.app
    if (script.token !== undefined && ctx.authorization !== `Bearer ${script.token}`)
      throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Give a read token' })
    return next()
  })
  const insight = <Name extends keyof Insights>(name: Name) =>
    read
      .input((input) => input as Parameters<Insights[Name]>[0])
      .query(({ input }) => script.insights[name](input as never))
  const router = trpc.router({
    analytics: trpc.router({
      summary: read
        .input((input) => input as { range: Asked; filters?: Filter[] })
        .query(({ input: { range, filters } }) => script.summary(range, filters)),
      timeseries: insight('timeseries'),
      breakdown: insight('breakdown'),
      hours: insight('hours'),
      latency: insight('latency'),
      patience: insight('patience'),
      quality: insight('quality'),
      retention: insight('retention'),
      ai: insight('ai'),
      matrix: insight('matrix'),
      funnel: insight('funnel'),
      errors: insight('errors'),
      lifecycle: insight('lifecycle'),
      users: insight('users'),
      prompts: insight('prompts'),
      promptFamilies: insight('promptFamilies'),
      promptTerms: insight('promptTerms'),
      promptLengths: insight('promptLengths'),
      user: insight('user'),
      userTimeline: insight('userTimeline'),
      live: read.subscription(async function* ({ signal }) {
        while (!signal?.aborted) {
          yield script.snapshot
          const isEnd = await new Promise<boolean>((resolve) => {
            const wake = (end: boolean) => {
              streams.delete(wake)
              resolve(end)
            }
            streams.add(wake)
            signal?.addEventListener('abort', () => wake(true))
          })
          if (isEnd) return
        }
      }),
    }),
    system: trpc.router({
      status: read.query(() => script.status()),
      health: read.query(() => ({ status: 'healthy', activeSessions: script.snapshot.activeSessions })),
    }),
  })
  const answerTrpc = createHTTPHandler({
    basePath: '/trpc/',
    router,
    createContext: ({ req }) => {
      const isSignedIn = req.headers.cookie === `session=${script.token}`
      return {
        authorization: isSignedIn ? `Bearer ${script.token}` : req.headers.authorization,
        app: req.headers['x-app'],
      }
    },
  })

  const answerLogin = ({ method, url = '', headers }: IncomingMessage, response: ServerResponse) => {
    if (method === 'POST') {
      const session = url.endsWith('in') ? `session=${script.token}; HttpOnly` : 'session=; Max-Age=0'
      response.setHeader('set-cookie', `${session}; Path=/; SameSite=Strict`)
    }
    const isSignedIn = method === 'POST' ? url.endsWith('in') : headers.cookie === `session=${script.token}`
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ signed_in: isSignedIn, apps: isSignedIn ? script.apps : [] }))
  }
  const answerFile = async (path: string, response: ServerResponse) => {
    const html = pages.get(path)
    const name = path === '/' ? 'index.html' : path.slice(1)
    const body = html ?? (await readFile(join(publicDirectory, name)).catch(() => undefined))
    if (body === undefined) return void response.writeHead(404).end()
    const extension = html === undefined ? (name.split('.').pop() ?? '') : 'html'
    response.setHeader('content-type', types[extension] ?? 'application/octet-stream')
    if (path === '/') response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:")
    response.end(body)
  }
  const server = createServer((request: IncomingMessage, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (script.isDown) return void request.socket.destroy()
    if (pathname === '/trpc/analytics.live' && script.stream === 'blocked') return void response.writeHead(502).end()
    if (pathname.startsWith('/trpc/')) return void answerTrpc(request, response)
    if (pathname === '/api/login' || pathname === '/api/logout') return answerLogin(request, response)
    void answerFile(pathname, response)
  })
  const { origin, stop } = await listen(server)

  return {
    url: `${origin}/`,
    script,
    push: () => wakeAll(false),
    breakStreams: () => wakeAll(true),
    streams: () => streams.size,
    asked: (path) => counts.get(path) ?? 0,
    unfiltered: () => [...unfiltered],
    page: (path, html) => void pages.set(path, html),
    [Symbol.asyncDispose]: stop,
  }
}

const hasFilter = (input: unknown) =>
  typeof input === 'object' &&
  input !== null &&
  'filters' in input &&
  Array.isArray(input.filters) &&
  input.filters.length > 0
