import type { Services } from '@son1k/api'
import type { StoreStatus } from '@son1k/store'
import { Counter, Gauge, type Registry } from 'prom-client'

type Asked = Pick<Services, 'store' | 'drops' | 'live' | 'processFigures' | 'appId'>

/** What is looked up when Prometheus asks. */
export function addGauges(registry: Registry, { store, drops, live, processFigures, appId }: Asked): void {
  const registers = [registry]
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('son1k_queue_events', 'Events received and not yet committed.', () => store.queueDepth().events)
  gauge('son1k_queue_bytes', 'The same in bytes of JSON.', () => store.queueDepth().bytes)
  gauge('son1k_live_subscribers', 'Open live views.', () => live.watching())
  gauge('process_resident_memory_bytes', 'Resident memory.', () => processFigures().rssBytes)
  gauge('process_start_time_seconds', 'When the process started, seconds since 1970.', () =>
    Math.round(Date.parse(processFigures().startedAt) / 1_000),
  )
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of all threads.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1_000_000)
    },
  })
  new Gauge({
    name: 'son1k_event_loop_lag_seconds',
    help: 'How late the event loop ran since the start.',
    labelNames: ['quantile'],
    registers,
    collect() {
      const { p50, p99 } = processFigures().eventLoopLagMs
      this.set({ quantile: '0.5' }, p50 / 1_000)
      this.set({ quantile: '0.99' }, p99 / 1_000)
    },
  })
  new Counter({
    name: 'son1k_events_refused_total',
    help: 'Events and tracking requests that were refused or lost, by reason.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      for (const [reason, count] of Object.entries(drops.byReason())) this.inc({ reason }, count)
    },
  })
  addDatabaseGauges(registry, () => store.status(appId))
}

/** Where the database does not answer, they are missing, and the rest is told all the same. */
function addDatabaseGauges(registry: Registry, ask: () => Promise<StoreStatus>): void {
  let asking: Promise<StoreStatus | undefined> | undefined
  // Both are read at once: one question is enough.
  const askOnce = () => {
    asking ??= ask()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined
      })
    return asking
  }
  const gauge = (name: string, help: string, read: (status: StoreStatus) => number | null) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const status = await askOnce()
        const value = status === undefined ? null : read(status)
        if (value === null) this.remove()
        else this.set(value)
      },
    })
  gauge('son1k_database_events', 'Stored events.', ({ events }) => events)
  gauge('son1k_database_bytes', 'Size of the database.', ({ bytes }) => bytes)
}
