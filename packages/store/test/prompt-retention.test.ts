import { examine, type Store } from '@son1k/store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableRollups } from './support/comparable-rollups.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, generationStart, interaction, iso, NOW } from './support/events.js'
import { holds } from './support/holds.js'
import { randomEvents } from './support/random-events.js'

const DAYS = { retentionDays: 8, promptRetentionDays: 1 }
const range = { days: 30 }

const findingsOf = async (url: string) => (await examine({ url, labelsPerDay: 3 })).findings

describe('prompts that are kept for a shorter time than the rest', () => {
  it('are "other" from then on, by whole local days, and no other number changes, whatever comes when', {
    timeout: 120_000,
  }, async () => {
    let [appId, now, folded] = [100, 0, 0]
    const zone = 'America/New_York'
    const open = async () => {
      const url = await newDatabase()
      const store = await openTestStore({ url, now: () => now, labelsPerDay: 3, timeZone: zone })
      return { url, store, database: connect(url) }
    }
    const [short, whole] = [await open(), await open()]
    await fc.assert(
      fc.asyncProperty(randomEvents, fc.nat(40), async ({ sent, middle }, part) => {
        appId += 1
        now = middle + 2 * DAY
        const all = { appId, rollupsFrom: 0 }
        for (const { database } of [short, whole])
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
            args: [appId, `app-${appId}`, zone],
          })
        // Some of them come after the first run, below its watermark.
        for (const events of [sent.slice(0, part), sent.slice(part)]) {
          if (events.length > 0) for (const { store } of [short, whole]) await store.importEvents(events, appId)
          const { prompts } = await short.store.prune(DAYS)
          folded += prompts
        }
        const { rows } = await short.database.execute(`SELECT prompts_from AS at FROM app WHERE id = ${appId}`)
        const expected = await comparableRollups(whole.database, all)
        const found = await comparableRollups(short.database, all)
        expect(sorted(found.labels)).toEqual(sorted(withoutPrompts(expected.labels, Number(rows[0]?.at))))
        expect({ ...found, labels: [] }).toEqual({ ...expected, labels: [] })
        await short.store.rebuild()
        expect(await comparableRollups(short.database, all)).toEqual(found)
      }),
      { numRuns: 8 },
    )
    expect(folded).toBeGreaterThan(0)
    expect(await findingsOf(short.url)).toEqual([])
  })

  it('leave no trace in the files, and are told by no question', async () => {
    let now = NOW - 3 * DAY
    const url = await newDatabase()
    const store = await openTestStore({ url, now: () => now })
    const words = Array.from({ length: 300 }, (_, index) => `quetzal${index}nocturne`)
    const old = words.flatMap((word, index) => {
      const [generationId, next] = [`track-${index}`, `next-${index}`]
      const at = now - index * 1_000
      return [
        generationStart({ generationId, prompt: `a start ${word}`, at }),
        generation({ generationId, prompt: `a ${word} over the city`, at }),
        generation({ generationId: next, parentId: generationId, prompt: `my ${word} over the city`, at }),
        interaction({ action: 'save', generationId: next, at }),
      ]
    })
    while (old.length > 0) await store.ingest(old.splice(0, 100), delivery({ receivedAt: now }))
    now = NOW
    await store.ingest([generation({ prompt: 'a new song' })], delivery())
    const before = await answersOf(store)
    expect(JSON.stringify(before)).toContain('nocturne')
    expect(before.summary.popularPrompts).not.toEqual([{ value: 'a new song', count: 1 }])
    expect(await holds(url, 'nocturne')).toBe(true)
    const planned = await store.prune({ ...DAYS, dryRun: true })
    expect(planned).toMatchObject({ days: 0, events: 0, prompts: 900, promptDays: 1 })
    expect(await holds(url, 'nocturne')).toBe(true)
    expect(await store.prune(DAYS)).toMatchObject({ events: 0, prompts: 900, promptDays: 1 })
    expect(await store.prune(DAYS)).toMatchObject({ prompts: 0, promptDays: 0 })
    for (const text of ['nocturne', 'quetzal7']) expect(await holds(url, text), text).toBe(false)
    const after = await answersOf(store)
    expect(JSON.stringify(after)).not.toContain('nocturne')
    expect(after.summary.generations).toEqual(before.summary.generations)
    expect(after.breakdown.total).toEqual(before.breakdown.total)
    expect(after.breakdown).toMatchObject({ values: 1, other: { generations: 600 }, unknown: { generations: 0 } })
    expect(after.filtered).toMatchObject({ values: 1, other: { generations: 600 }, approximate: 600 })
    // The answer says since when it knows any.
    expect(after.prompts).toMatchObject({ from: iso(Date.parse('2026-11-23T00:00:00Z')), isCut: true, found: 1 })
    expect(after.search).toMatchObject({ rows: [] })
    expect(await findingsOf(url)).toEqual([])
  })
})

async function answersOf(store: Store) {
  const ask = store.insight
  const filters = [{ dimension: 'bot' as const, op: 'isNot' as const, values: ['true'] }]
  return {
    summary: await store.summary(1, { range }),
    prompts: await ask({ name: 'prompts', appId: 1, input: { range } }),
    search: await ask({ name: 'prompts', appId: 1, input: { range, search: 'quetzal7nocturne' } }),
    families: await ask({ name: 'promptFamilies', appId: 1, input: { range } }),
    terms: await ask({ name: 'promptTerms', appId: 1, input: { range } }),
    breakdown: await ask({ name: 'breakdown', appId: 1, input: { range, dimension: 'prompt' } }),
    filtered: await ask({ name: 'breakdown', appId: 1, input: { range, dimension: 'prompt', filters } }),
    lifecycle: await ask({ name: 'lifecycle', appId: 1, input: { range, by: 'prompt' } }),
    timeline: await ask({ name: 'userTimeline', appId: 1, input: { range, userId: 'user_1' } }),
  }
}

type Labels = Record<string, unknown>[]
const PROMPT = 6
const SUMS = ['succeeded', 'failed', 'ai_enhanced', 'generation_ms', 'generation_times', 'kept']

/** The labels of rollups with the prompts of days before a time as "other"; a month is the sum of its days. */
function withoutPrompts(labels: Labels = [], promptsFrom: number): Labels {
  const months = labels.filter(({ tier }) => tier === 3).map((row) => Number(row.starts_at))
  const monthOf = (at: unknown) => Math.max(...months.filter((month) => month <= Number(at)))
  const rows = labels
    .filter(({ tier }) => tier !== 3)
    .map((row) => (row.dimension === PROMPT && Number(row.starts_at) < promptsFrom ? { ...row, word: 0 } : row))
  const days = rows.filter(({ tier }) => tier === 2)
  const summed = new Map<string, Labels[number]>()
  const monthly = days.map((day): Labels[number] => ({ ...day, tier: 3, starts_at: monthOf(day.starts_at) }))
  for (const row of [...rows, ...monthly]) {
    const key = JSON.stringify([row.tier, row.starts_at, row.dimension, row.word])
    const known = summed.get(key)
    if (known) for (const sum of SUMS) known[sum] = Number(known[sum]) + Number(row[sum])
    else summed.set(key, { ...row })
  }
  return [...summed.values()]
}

const sorted = (rows: Labels = []) => rows.map((row) => JSON.stringify(row)).toSorted()
