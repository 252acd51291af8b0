import type { MatrixDimension } from '@son1k/contract'
import { DIMENSIONS, NAME_FORMS } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, HOUR, iso, NOW } from './support/events.js'
import { groupBy } from './support/group-by.js'
import { dimensionValues, finishedOf, madeIn, nameOf, outcomeOf, shownOf } from './support/insight-reference.js'
import { randomEvents } from './support/random-events.js'

const single = DIMENSIONS.filter((dimension): dimension is MatrixDimension => dimension !== 'instrument')

it('a matrix counts the combinations of known values as a plain count does', async () => {
  const url = await newDatabase()
  let now = NOW
  let appId = 100
  const store = await openTestStore({ url, now: () => now })
  const database = connect(url)
  const question = fc.record({
    dimensions: fc.uniqueArray(fc.constantFrom(...single), { minLength: 2, maxLength: 3 }),
    limit: fc.constantFrom(2, 1_000),
    names: fc.constantFrom(...NAME_FORMS),
  })
  await fc.assert(
    fc.asyncProperty(randomEvents, question, async ({ events, sent, middle }, { dimensions, limit, names }) => {
      now = middle + DAY
      appId += 1
      const zone = 'America/New_York'
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
        args: [appId, `app-${appId}`, zone],
      })
      await store.importEvents(sent, appId)
      const [from, to] = [middle - DAY, middle + HOUR]
      const input = { range: { from: iso(from), to: iso(to) }, dimensions, limit, names }
      const { cells, found } = await store.insight({ name: 'matrix', appId, input })
      const made = madeIn(events, { from, to, readTo: to, zone }, { period: 'none' })
      const known = finishedOf(made.get('')?.generations ?? []).flatMap((event) => {
        const values = dimensions.flatMap((dimension) => dimensionValues(dimension, event, { zone, events }))
        return values.length === dimensions.length ? [{ values, event }] : []
      })
      const shown = dimensions.map((dimension, place) => {
        const own = known.map(({ values }) => values[place] ?? '')
        const same = groupBy(own, (value) => nameOf(dimension, value, names))
        return (value: string) => shownOf(dimension, same.get(nameOf(dimension, value, names)) ?? [], names)
      })
      const nameOfCell = (values: string[]) => JSON.stringify(values.map((value, place) => shown[place]?.(value)))
      const expected = [...groupBy(known, ({ values }) => nameOfCell(values))].map(([name, all]) => ({
        values: JSON.parse(name) as string[],
        generations: all.length,
        succeeded: all.filter(({ event }) => outcomeOf(event) === 'succeeded').length,
        kept: all.filter(({ event }) => event.isKept).length,
        isThin: all.length < 20,
      }))
      expected.sort((a, b) => b.generations - a.generations || byNames(a.values, b.values))
      expect(found).toBe(expected.length)
      expect(cells.map(({ successRate, keepRate, ...cell }) => cell)).toEqual(expected.slice(0, limit))
      for (const { successRate, succeeded, generations, kept, keepRate } of cells) {
        expect(successRate.share).toBeCloseTo(succeeded / generations, 9)
        expect(keepRate?.share ?? null).toEqual(succeeded === 0 ? null : expect.closeTo(kept / succeeded, 9))
      }
    }),
    { numRuns: 50 },
  )
})

const byNames = (a: string[], b: string[]) => {
  const place = a.findIndex((name, index) => name !== b[index])
  return place < 0 ? 0 : Buffer.compare(Buffer.from(a[place] ?? ''), Buffer.from(b[place] ?? ''))
}

it('a cell is thin while it has fewer than 20 generations', async () => {
  const store = await openTestStore()
  const made = (style: string, count: number) =>
    Array.from({ length: count }, () => generation({ at: NOW - HOUR, style, tempoBpm: 128, scale: 'C major' }))
  await store.importEvents([...made('thick', 20), ...made('thin', 19)], 1)
  const answer = await store.insight({ name: 'matrix', appId: 1, input: { range: { days: 1 } } })
  expect(answer).toMatchObject({
    dimensions: ['style', 'tempoBand', 'scale'],
    cells: [
      { values: ['thick', '120', 'C major'], isThin: false },
      { values: ['thin', '120', 'C major'], isThin: true },
    ],
  })
})
