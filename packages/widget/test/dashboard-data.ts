import type {
  GenerationSummary,
  LiveSnapshot,
  RecentEvent,
  SessionSummary,
  Summary,
  SummaryPeriod,
  SystemStatus,
} from '@son1k/contract'
import { BLANK_PERIOD } from '../src/dashboard/data/blank.js'

type PeriodChanges = Partial<Omit<SummaryPeriod, 'generations' | 'sessions'>> & {
  generations?: Partial<GenerationSummary>
  sessions?: Partial<SessionSummary>
}

/** A week in which 150 tracks were made; `changes` say what is different. */
export function makePeriod({ generations, sessions, ...changes }: PeriodChanges = {}): SummaryPeriod {
  return {
    from: '2026-11-16T18:00:00Z',
    to: '2026-11-23T18:05:00Z',
    generations: {
      total: 150,
      succeeded: 142,
      failed: 8,
      cancelled: 3,
      abandoned: 1,
      successRate: 142 / 150,
      successInterval: { low: 0.898, high: 0.973 },
      kept: 53,
      keepRate: 53 / 142,
      keepInterval: { low: 0.298, high: 0.455 },
      aiEnhanced: 89,
      aiShare: 89 / 150,
      audioSeconds: 18_075,
      averageDurationSeconds: 120.5,
      averageGenerationSeconds: 15.2,
      generationSeconds: { p50: 12, p90: 28, p95: 41.5, p99: 66 },
      realTimeFactor: { p50: 0.12, p95: 0.4 },
      ...generations,
    },
    sessions: {
      total: 45,
      uniqueUsers: 32,
      newUsers: 12,
      returningUsers: 20,
      generationsPerSession: 150 / 45,
      averageDurationSeconds: 1800.5,
      medianDurationSeconds: 940,
      ...sessions,
    },
    popularStyles: [
      { value: 'synthwave', count: 45 },
      { value: 'ambient', count: 31 },
      { value: 'drum and bass', count: 22 },
      { value: 'cumbia', count: 17 },
      { value: 'lo-fi', count: 12 },
      { value: 'techno', count: 9 },
      { value: 'reggaetón', count: 6 },
      { value: 'موسيقى', count: 2 },
    ],
    popularPrompts: [
      { value: 'una canción épica de synthwave', count: 12 },
      { value: 'night drive in the rain, slow pads and a distant choir over analog bass', count: 9 },
      { value: 'lluvia en la ciudad', count: 7 },
      { value: 'boss fight', count: 4 },
      { value: 'calm piano for reading', count: 3 },
    ],
    aiUsageByDay: [
      { date: '2026-11-17', count: 9 },
      { date: '2026-11-18', count: 14 },
      { date: '2026-11-19', count: 6 },
      { date: '2026-11-21', count: 19 },
      { date: '2026-11-22', count: 29 },
      { date: '2026-11-23', count: 12 },
    ],
    ...changes,
  }
}

/** A week and the quieter one before it. */
export function makeSummary(changes: PeriodChanges = {}): Summary {
  const previous = makePeriod({
    generations: {
      total: 120,
      failed: 10,
      successRate: 110 / 120,
      keepRate: 53.05 / 142,
      averageDurationSeconds: 120.6,
      averageGenerationSeconds: 19,
    },
    sessions: { total: 45, uniqueUsers: 35, averageDurationSeconds: 1500 },
  })
  return { ...makePeriod(changes), previous }
}

export const emptyPeriod = (): SummaryPeriod => {
  const { generations, sessions, aiUsageByDay } = BLANK_PERIOD
  return makePeriod({ generations, sessions, popularStyles: [], popularPrompts: [], aiUsageByDay })
}

export function makeStatus(changes: Partial<SystemStatus> = {}): SystemStatus {
  return {
    version: '0.1.0',
    startedAt: '2026-11-23T10:00:00Z',
    uptimeSeconds: 29_100,
    availability: [{ date: '2026-11-23', share: 1 }],
    cpuShare: 0.02,
    rssBytes: 90_000_000,
    eventLoopLagMs: { p50: 1, p99: 4 },
    database: { kind: 'file', bytes: 12_400_000, events: 48_213 },
    queue: { events: 0, bytes: 0 },
    ingest: { count: 900, p50: 3, p95: 8, p99: 20 },
    responses: { count: 3_000, p50: 2, p95: 9, p99: 30 },
    liveSubscribers: 1,
    drops: {},
    ...changes,
  }
}

let events = 0
export function makeRecentEvent(changes: Partial<RecentEvent> = {}): RecentEvent {
  events++
  return {
    id: `00000000-0000-7000-8000-${String(events).padStart(12, '0')}`,
    type: 'generation',
    at: '2026-11-23T18:04:09Z',
    userId: 'user_1764000000000_ab12cd34e',
    outcome: 'succeeded',
    style: 'synthwave',
    prompt: 'night drive in the rain',
    ...changes,
  }
}

export function makeSnapshot(changes: Partial<LiveSnapshot> = {}): LiveSnapshot {
  return {
    at: '2026-11-23T18:05:00Z',
    activeSessions: 3,
    today: { generations: 21, succeeded: 19, failed: 2, sessions: 7, events: 240 },
    generationsByMinute: [...Array(55).fill(0), null, 2, 0, 3, 1],
    recentEvents: [
      makeRecentEvent(),
      makeRecentEvent({ outcome: 'failed', style: 'techno', prompt: 'industrial rave', at: '2026-11-23T18:03:41Z' }),
      makeRecentEvent({ type: 'interaction', action: 'click', element: 'BUTTON#generarMusica.btn.primary' }),
      makeRecentEvent({ type: 'interaction', action: 'error', element: 'window', at: '2026-11-23T18:02:58Z' }),
      makeRecentEvent({ type: 'generation.start', style: 'ambient', at: '2026-11-23T18:02:10Z' }),
      makeRecentEvent({ type: 'session.start', at: '2026-11-23T18:01:00Z' }),
      makeRecentEvent({ type: 'session.end', at: '2026-11-23T18:00:30Z' }),
    ],
    ...changes,
  }
}
