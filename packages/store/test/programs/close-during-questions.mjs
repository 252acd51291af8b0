// Closes a store while every reader works and more questions wait, on as many events as make them slow; then exits.
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

const questions = Array.from({ length: 12 }, () => store.summary(1, { range: { days: 30 } }))
const late = store.importEvents([{ ...events[0], id: randomUUID() }], 1)
await store.close()
const totals = (await Promise.all(questions)).map(({ generations }) => generations.total)
const [stored] = await late
process.stdout.write(JSON.stringify({ questions: totals.length, least: Math.min(...totals), late: stored.status }))
process.exit()
