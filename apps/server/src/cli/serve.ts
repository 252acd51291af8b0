import { storeImport } from '@son1k/api'
import { publicDirectory as demo } from '@son1k/demo'
import { DEFAULT_APP_ID, locationOf, type Store, type TokenRecord } from '@son1k/store'
import { publicDirectory as widget } from '@son1k/widget'
import type { FastifyInstance } from 'fastify'
import { createControl } from '../access/control.js'
import { removeControlFile, writeControlFile } from '../access/control-file.js'
import { isLoopbackHost } from '../access/loopback.js'
import { createAlertSender } from '../alerts/create-alert-sender.js'
import { watchAlerts } from '../alerts/watch-alerts.js'
import { type AppOptions, buildApp } from '../app.js'
import { type Settings, settingsOfProcess } from '../env.js'
import { addressOf } from '../http/address-of.js'
import { pruneDaily } from '../retention/prune-daily.js'
import { version } from '../version.js'
import { demoDatabaseUrl } from './demo-database-url.js'
import { greetingOf } from './greeting.js'
import { openDatabase } from './open-database.js'
import { spareMemory } from './spare-memory.js'
import { stopOnSignal } from './stop-on-signal.js'

const DEMO_DAYS = 30
const SAFE_TOKEN_LENGTH = 16
const HEARTBEAT_MS = 60_000

/** Serves until it is told to stop. */
export async function serve(options: { demoData?: boolean; hello?: boolean }): Promise<void> {
  spareMemory()
  const settings = settingsOfProcess()
  const url = options.demoData ? demoDatabaseUrl(settings.databaseUrl) : settings.databaseUrl
  let app: FastifyInstance | undefined
  const store = await openDatabase(settings, {
    url,
    promptMinUsers: settings.promptMinUsers,
    onCommitFailure: ({ events, error: err }) =>
      app?.log.error({ err, events }, 'events were not stored; who sent them was told to send them again'),
    onThreadLost: (err) => app?.log.error({ err }, 'a thread of the database died; another takes its place'),
  })
  try {
    if (options.demoData) {
      const { showDemoDataLoading } = await import('./show-demo-data-loading.js')
      await showDemoDataLoading({ take: (events) => storeImport(store, events, DEFAULT_APP_ID), days: DEMO_DAYS })
    }
    app = await openToCommands(url, { settings, store })
    const address = await listen(app, settings)
    warnOf(app, settings, (await store.registry.read()).tokens)
    const stopBeating = beat(app, store)
    const stopPruning = prune(app, store, settings)
    const stopAlerts = watch(app, store, settings)
    stopOnSignal({
      app,
      store,
      onStop: () => {
        stopBeating()
        stopPruning()
        stopAlerts()
      },
    })
    if (options.hello || process.stdout.isTTY)
      process.stdout.write(greetingOf(address, { color: process.stdout.isTTY === true }))
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Builds the app, and lets commands of this machine reach it: it, and no other program, may write a database file. */
async function openToCommands(url: string, given: Pick<AppOptions, 'settings' | 'store'>): Promise<FastifyInstance> {
  const control = createControl()
  const app = await buildApp({ ...given, control, version, publicDirectories: { widget, demo } })
  const database = locationOf(url)
  if (database.kind === 'remote') return app
  app.addHook('preClose', () => removeControlFile(database.path))
  await writeControlFile(database.path, await control.open(app))
  return app
}

/** @returns the address to open in a browser */
async function listen(app: FastifyInstance, settings: Settings): Promise<string> {
  const { host, port } = settings
  try {
    await app.listen({ host, port, listenTextResolver: (url) => `listening on ${url}` })
  } catch (error) {
    await app.close()
    throw error
  }
  const bound = app.server.address()
  return addressOf({ ...settings, port: typeof bound === 'object' && bound !== null ? bound.port : port })
}

function warnOf(app: FastifyInstance, { readToken, adminToken, host }: Settings, made: TokenRecord[]): void {
  const hasReaders = readToken !== undefined || adminToken !== undefined || made.some(({ right }) => right !== 'track')
  if (!hasReaders && !isLoopbackHost(host))
    app.log.warn(
      'the dashboard stays closed, because others can reach this server: set READ_TOKEN, or make a token with `son1k-analytics keys create read`, to open it',
    )
  for (const [name, token] of Object.entries({ READ_TOKEN: readToken, ADMIN_TOKEN: adminToken }))
    if (token !== undefined && token.length < SAFE_TOKEN_LENGTH)
      app.log.warn(`${name} is short enough to be guessed: \`openssl rand -hex 32\` makes a good one`)
}

/** Notes once a minute that the server runs: its availability is made of these. */
function beat(app: FastifyInstance, store: Store): () => void {
  const note = () => store.heartbeat().catch((err: unknown) => app.log.warn({ err }, 'the heartbeat was not stored'))
  void note()
  const timer = setInterval(note, HEARTBEAT_MS).unref()
  return () => clearInterval(timer)
}

function watch({ log }: FastifyInstance, store: Store, settings: Settings): () => void {
  const stopping = new AbortController()
  const stop = watchAlerts({
    alerts: store.alerts,
    send: createAlertSender({ settings, store }, stopping.signal),
    onFailure: (err) => log.warn({ err }, 'alerts were not evaluated or told; the next run, in a minute, tries again'),
  })
  return () => {
    stop()
    stopping.abort()
  }
}

function prune({ log }: FastifyInstance, store: Store, settings: Settings): () => void {
  const { retentionDays, promptRetentionDays, timeZone } = settings
  return pruneDaily({
    store,
    retentionDays,
    promptRetentionDays,
    timeZone,
    onPruned: (report) => {
      if (report.events > 0) log.info(report, `took away events of more than ${retentionDays} days ago`)
      else if (report.prompts + report.promptDays > 0) log.info(report, 'took away prompts')
    },
    onFailure: (err) => log.error({ err }, 'old events were not taken away; the next run, in a day, tries again'),
  })
}
