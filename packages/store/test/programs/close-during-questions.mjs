// Closes a store while every reader works and more questions wait, on as many events as make them slow; then exits. One
// question is answered before, one is cancelled.
import { randomUUID } from 'node:crypto'
import { openStore } from '@son1k/store'

const [url] = process.argv.slice(2)
const now = Date.parse('2026-11-24T12:00:00Z')
const store = await openStore({ url, timeZone: 'UTC', readers: 2, now: () => now })
const events = Array.from({ length: 8_000 }, (_, index) => ({
  type: 'generation',
  id: randomUUID(),
  occurredAt: new Date(now - index * 1_000).toISOString(),
  userId: `user_${index % 500}`,
  prompt: `prompt ${index}`,
  generationSeconds: index % 60,
  durationSeconds: 120,
}))
await store.importEvents(events, 1)

const week = { range: { days: 30 } }
const first = await store.summary(1, week)
const leaving = new AbortController()
const cancelled = store.summary(1, week, { signal: leaving.signal })
const questions = Promise.allSettled([cancelled, ...Array.from({ length: 12 }, () => store.summary(1, week))])
const late = store.importEvents([{ ...events[0], id: randomUUID() }], 1)
leaving.abort()
await store.close()
const answers = await questions
const [stored] = await late
process.stdout.write(
  JSON.stringify({
    total: first.generations.total,
    answers: answers.map(({ reason }) => reason?.code ?? 'answered'),
    late: stored.status,
  }),
)
process.exit()
