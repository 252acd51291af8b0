import type { Store } from '@son1k/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { routeOf } from './route-of.js'

/** What Prometheus is told about one server. */
export type Metrics = {
  registry: Registry
  /** The same store, whose results are counted. */
  store: Store
  recordResponse(request: FastifyRequest, reply: FastifyReply): void
  stop(): void
}

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const COMMIT_EVENTS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000]

/** Begins to measure. What is asked for at a scrape alone is added by `addGauges`. */
export function createMetrics(store: Store, version: string): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const events = new Counter({
    name: 'son1k_events_total',
    help: 'Events that were stored, or had been before.',
    labelNames: ['result'],
    registers,
  })
  // Zeros from the start: a counter that appears with its first event hides it from `rate`.
  const results = { accepted: events.labels('accepted'), duplicate: events.labels('duplicate') }
  for (const result of Object.values(results)) result.inc(0)
  const commitSeconds = new Histogram({
    name: 'son1k_commit_duration_seconds',
    help: 'Time that a commit took.',
    buckets: COMMIT_SECONDS,
    registers,
  })
  const commitEvents = new Histogram({
    name: 'son1k_commit_events',
    help: 'New events of a commit.',
    buckets: COMMIT_EVENTS,
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, but for live streams.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  })
  new Gauge({ name: 'son1k_build_info', help: 'Always 1.', labelNames: ['version'], registers }).set({ version }, 1)
  const stop = store.onCommit(({ durationMs, events: size }) => {
    commitSeconds.observe(durationMs / 1_000)
    commitEvents.observe(size)
  })
  const counted: Store = Object.create(store)
  counted.ingest = (given, delivery) =>
    store.ingest(given, delivery).then((stored) => {
      for (const { status } of stored) if (status !== 'rejected') results[status].inc()
      return stored
    })
  return {
    registry,
    stop,
    store: counted,
    recordResponse: (request, reply) =>
      requestSeconds.observe(
        { method: request.method, route: routeOf(request), status: reply.statusCode },
        reply.elapsedTime / 1_000,
      ),
  }
}
