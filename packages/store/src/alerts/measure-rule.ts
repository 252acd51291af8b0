import type { Store } from '../store.js'
import type { RuleRecord } from './rule-row.js'

export type Measuring = {
  questions: Pick<Store, 'summary' | 'insight' | 'liveSnapshot'>
  /** When an app's newest event happened. All times are milliseconds UTC. */
  happenedAt: (appId: number, now: number) => Promise<number | null>
  /** When this server stored an app's last event. */
  storedAt: (appId: number) => number | undefined
  runsSince: number
  now: number
}

const MINUTE_MS = 60_000

/** The value that a rule looks at, as it is now; null where too little is known. */
export async function measureRule(rule: RuleRecord, measuring: Measuring): Promise<number | null> {
  const { questions, now } = measuring
  const { appId, kind, minimumSamples } = rule
  const from = now - (rule.windowMinutes ?? 0) * MINUTE_MS
  const range = { from: new Date(from).toISOString(), to: new Date(now).toISOString() }
  switch (kind) {
    case 'failureRate': {
      const { generations } = await questions.summary(appId, { range })
      return generations.total < minimumSamples ? null : generations.failed / generations.total
    }
    case 'generationSecondsP95': {
      const { count, quantiles } = await questions.insight({ name: 'latency', appId, input: { range } })
      return count < minimumSamples ? null : quantiles.p95
    }
    case 'silenceMinutes':
      return await silenceMinutes(rule, measuring)
    case 'eventsToday':
      return (await questions.liveSnapshot(appId)).today.events
  }
}

async function silenceMinutes({ appId, threshold }: RuleRecord, measuring: Measuring): Promise<number | null> {
  const { now, runsSince } = measuring
  const happenedAt = (await measuring.happenedAt(appId, now)) ?? Number.NEGATIVE_INFINITY
  const lastAt = Math.max(happenedAt, measuring.storedAt(appId) ?? Number.NEGATIVE_INFINITY)
  const minutes = Math.max(0, now - Math.max(lastAt, runsSince)) / MINUTE_MS
  // Before the start, events may have come that nobody took.
  return lastAt < runsSince && minutes < threshold ? null : minutes
}
