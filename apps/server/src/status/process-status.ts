import { createHistogram, monitorEventLoopDelay, performance, type RecordableHistogram } from 'node:perf_hooks'
import type { ProcessFigures } from '@son1k/api'
import type { LatencyMs } from '@son1k/contract'

/** Measures the process while it runs. */
export type ProcessStatus = {
  recordResponse(durationMs: number): void
  /** From the receipt of an event to its commit. */
  recordIngest(durationMs: number): void
  figures(): ProcessFigures
  stop(): void
}

const LOOP_RESOLUTION_MS = 20

/** @param options `now` in milliseconds UTC */
export function measureProcess(options: { version: string; now: () => number }): ProcessStatus {
  const startedAt = new Date(options.now()).toISOString()
  const started = performance.now()
  const responses = createHistogram()
  const ingest = createHistogram()
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS })
  loop.enable()
  return {
    recordResponse: (durationMs) => record(responses, durationMs),
    recordIngest: (durationMs) => record(ingest, durationMs),
    figures() {
      const uptimeSeconds = (performance.now() - started) / 1000
      const { user, system } = process.cpuUsage()
      return {
        version: options.version,
        startedAt,
        uptimeSeconds: Math.round(uptimeSeconds),
        cpuShare: (user + system) / 1_000_000 / process.uptime(),
        rssBytes: process.memoryUsage.rss(),
        eventLoopLagMs: { p50: lagMs(loop.percentile(50)), p99: lagMs(loop.percentile(99)) },
        ingest: latencyOf(ingest),
        responses: latencyOf(responses),
      }
    },
    stop: () => loop.disable(),
  }
}

// The histograms hold whole numbers from 1 up, so they count microseconds.
const record = (histogram: RecordableHistogram, durationMs: number) =>
  histogram.record(Math.max(1, Math.round(durationMs * 1000)))

function latencyOf(histogram: RecordableHistogram): LatencyMs {
  const { count } = histogram
  const percentile = (percent: number) => (count === 0 ? null : histogram.percentile(percent) / 1000)
  return { count, p50: percentile(50), p95: percentile(95), p99: percentile(99) }
}

/** What the monitor measures, in nanoseconds, includes the pause that it makes itself. */
const lagMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1_000_000 - LOOP_RESOLUTION_MS)
