import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import {
  answerClientError,
  answerErrors,
  createDropCounter,
  createErrorAnswer,
  createLiveHub,
  createTaskBook,
  restRoutes,
  type Services,
  trpcRoutes,
} from '@son1k/api'
import { LIMITS } from '@son1k/contract'
import { DEFAULT_APP_ID, type Store } from '@son1k/store'
import fastify, { type FastifyInstance } from 'fastify'
import { createAuthority } from './access/authority.js'
import { type Control, createControl } from './access/control.js'
import { environmentTokens } from './access/environment-tokens.js'
import { createKeyLimit } from './access/limit-key.js'
import { loginRoutes } from './access/login-routes.js'
import { openRegister } from './access/register.js'
import { openSessions } from './access/sessions.js'
import { createAlertSender } from './alerts/create-alert-sender.js'
import { RETENTION_DAYS, type Settings } from './env.js'
import { allowOrigins } from './http/allow-origins.js'
import { limitConnections } from './http/limit-connections.js'
import { limitRate } from './http/limit-rate.js'
import { type LogStream, loggerOf } from './http/logger-of.js'
import { readRefusedBodies } from './http/read-refused-bodies.js'
import { refuseWrongHost } from './http/refuse-wrong-host.js'
import { RequestLog } from './http/request-log.js'
import { secureAnswers } from './http/security-headers.js'
import { serveDocs } from './http/serve-docs.js'
import { type PublicDirectories, serveFiles } from './http/serve-files.js'
import { createMetrics } from './metrics/metrics.js'
import { metricsRoute } from './metrics/metrics-route.js'
import { measureProcess } from './status/process-status.js'

export type AppOptions = {
  settings: Pick<Settings, 'host' | 'readToken' | 'adminToken' | 'allowedOrigins' | 'trustProxy' | 'tls' | 'logLevel'> &
    Partial<Pick<Settings, 'allowsPrivateWebhooks' | 'retentionDays' | 'promptRetentionDays'>>
  /** Stays open when the app closes: who opened it closes it. */
  store: Store
  publicDirectories: PublicDirectories
  /** The way in of the command line, which is still to be opened, and is closed with the app. */
  control?: Control
  version: string
  /** Milliseconds UTC. */
  now?: () => number
  /** Where log lines go instead of standard output. */
  logStream?: LogStream
  requestsPerMinute?: number
  keyRequestsPerMinute?: number
  connections?: number
  timeouts?: Timeouts
}

/** How long clients may take, in milliseconds; by default as `LIMITS` says. */
type Timeouts = { requestMs: number; idleConnectionMs: number; checkEachMs: number }

const TIMEOUTS: Timeouts = {
  requestMs: LIMITS.requestMs,
  idleConnectionMs: LIMITS.idleConnectionMs,
  checkEachMs: 10_000,
}

/** The envelope of a batch that is as large as allowed. */
const MARGIN_BYTES = 4 * 1024

const ONE_EVENT_PATHS = new Set([
  '/api/track/generation',
  '/api/track/interaction',
  '/api/session/start',
  '/api/session/end',
])

/** The server, wired and ready to listen. It doesn't listen by itself. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { settings, store, version, control = createControl(), now = Date.now } = options
  const { retentionDays = RETENTION_DAYS, promptRetentionDays } = settings
  const app = await createServer(options)
  const processStatus = measureProcess({ version, now })
  const live = createLiveHub({ store, now, onError: (err) => app.log.error({ err }, 'the live view failed') })
  const metrics = createMetrics(store, version)
  const environment = environmentTokens(settings)
  const register = await openRegister({
    registry: store.registry,
    environment,
    now,
    onError: (err) => app.log.warn({ err }, 'the tokens could not be read or their use not be noted'),
  })
  const sessions = await openSessions({ register, registry: store.registry, now })
  const limitKey = createKeyLimit({
    requestsPerMinute: options.keyRequestsPerMinute ?? LIMITS.keyRequestsPerMinute,
    now,
  })
  const services: Services = {
    store: metrics.store,
    live,
    drops: createDropCounter(store.countLost, DEFAULT_APP_ID),
    processFigures: processStatus.figures,
    now,
    appId: DEFAULT_APP_ID,
    authority: createAuthority({ control, register, sessions, limitKey, ...settings }),
    refreshAccess: register.refresh,
    environmentRights: environment.map(({ right }) => right),
    sendAlert: createAlertSender(options),
    tasks: createTaskBook({
      store,
      retentionDays,
      promptRetentionDays,
      onError: (err) => app.log.error({ err }, 'a task of an administrator failed'),
    }),
  }
  const stopCounting = store.onCommit(({ waitedMs }) => waitedMs.forEach(processStatus.recordIngest))

  // Node refuses one that it doesn't know with an empty answer; it is nothing that concerns us.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  answerErrors(app, createErrorAnswer(now))
  closeConnectionsInTime(app)
  readRefusedBodies(app)
  secureAnswers(app)
  app.addHook('onResponse', (request, reply, done) => {
    const isStream = String(reply.getHeader('content-type')).startsWith('text/event-stream')
    if (!isStream) {
      processStatus.recordResponse(reply.elapsedTime)
      metrics.recordResponse(request, reply)
    }
    done()
  })
  app.addHook('preClose', async () => {
    live.close()
    await control.close()
  })
  app.addHook('onClose', async () => {
    stopCounting()
    register.stop()
    processStatus.stop()
    metrics.stop()
  })

  allowOrigins(app, { register, allowedOrigins: settings.allowedOrigins })
  limitConnections(app, options.connections)
  refuseWrongHost(app)
  await limitRate(app, options.requestsPerMinute)
  // The answer to an event is too small to become smaller.
  app.addHook('onRoute', (route) => {
    if (ONE_EVENT_PATHS.has(route.url)) route.compress = false
  })
  await app.register(compress)
  await app.register(restRoutes, services)
  await app.register(trpcRoutes, { prefix: '/trpc', ...services })
  await app.register(loginRoutes, { register, sessions, host: settings.host, now })
  await app.register(metricsRoute, { metrics, services })
  await app.register((scope) => serveDocs(scope, version))
  await app.register((scope) => serveFiles(scope, options.publicDirectories))
  return app
}

async function createServer(options: AppOptions): Promise<FastifyInstance> {
  const { settings, logStream, now = Date.now, timeouts = TIMEOUTS } = options
  // Node takes the larger of two time-outs for the whole request, whichever that is.
  const http = { headersTimeout: timeouts.requestMs, connectionsCheckingInterval: timeouts.checkEachMs }
  const common = {
    logger: await loggerOf(settings.logLevel, logStream),
    logController: new RequestLog(),
    genReqId: createRequestIds(),
    trustProxy: settings.trustProxy ?? false,
    bodyLimit: LIMITS.batchBytes + MARGIN_BYTES,
    // Without these Fastify waits for ever: a body may come byte by byte, an answer may never be read.
    requestTimeout: timeouts.requestMs,
    connectionTimeout: timeouts.idleConnectionMs,
    keepAliveTimeout: timeouts.idleConnectionMs,
    frameworkErrors: createErrorAnswer(now),
    clientErrorHandler: (error: Error, socket: Socket) => answerClientError(error, socket, now()),
    // While it closes, what already came in is still answered.
    return503OnClosing: false,
    // Calls made together share one path.
    routerOptions: { maxParamLength: 2_000 },
  }
  if (settings.tls === undefined) return fastify({ ...common, http })
  return asPlainApp(fastify({ ...common, https: { ...settings.tls, ...http } }))
}

/** Ids that no other run has given. One random part a run: a new one for each costs as much as parsing the request. */
function createRequestIds(): () => string {
  const run = randomUUID().slice(0, 8)
  let count = 0
  return () => `${run}-${(++count).toString(36)}`
}

/** An app over TLS differs in the type of its socket server alone, which nothing here looks at. */
const asPlainApp = (app: unknown): FastifyInstance => app as FastifyInstance

/** A connection that is kept alive would hold up the end by a minute and more. */
function closeConnectionsInTime(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close')
    done()
  })
}
