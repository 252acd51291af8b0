import { OUTCOMES } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, HOUR, iso, NOW } from './support/events.js'

const drawn = fc.array(
  fc.record({
    outcome: fc.constantFrom(...OUTCOMES),
    generationSeconds: fc.constantFrom(0, 1, 2.5, 4, 60, undefined),
    hoursAgo: fc.integer({ min: 0, max: 90 }),
    style: fc.constantFrom('lofi', 'techno'),
  }),
  { maxLength: 40 },
)

it('the patience curve steps down where people gave up, by the share of those who still waited', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  let appId = 100
  const run = fc.asyncProperty(drawn, fc.boolean(), async (made, isFiltered) => {
    appId += 1
    await database.execute({
      sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'UTC', 0)",
      args: [appId, `app-${appId}`],
    })
    const events = made.map(({ hoursAgo, generationSeconds, ...fields }) =>
      generation({
        at: NOW - hoursAgo * HOUR,
        ...fields,
        ...(generationSeconds !== undefined && { generationSeconds }),
      }),
    )
    await store.importEvents(events, appId)
    const range = { from: iso(NOW - 2 * DAY), to: iso(NOW) }
    const filters = isFiltered ? [{ dimension: 'style' as const, op: 'is' as const, values: ['lofi'] }] : []
    const answer = await store.insight({ name: 'patience', appId, input: { range, filters } })
    const waits = made.filter(
      ({ hoursAgo, generationSeconds, style }) =>
        hoursAgo > 0 && hoursAgo <= 48 && generationSeconds !== undefined && (!isFiltered || style === 'lofi'),
    )
    const gaveUp = waits.filter(({ outcome }) => outcome === 'cancelled' || outcome === 'abandoned')
    expect([answer.gaveUp, answer.finished]).toEqual([gaveUp.length, waits.length - gaveUp.length])
    const times = [...new Set(gaveUp.map(({ generationSeconds = 0 }) => generationSeconds))].sort((a, b) => a - b)
    let share = 1
    const curve = times.map((seconds) => {
      const stillThere = waits.filter(({ generationSeconds = 0 }) => generationSeconds >= seconds).length
      share *= 1 - gaveUp.filter(({ generationSeconds }) => generationSeconds === seconds).length / stillThere
      return { seconds, share }
    })
    expect(answer.curve.map(({ seconds }) => seconds)).toEqual(times)
    for (const [index, step] of curve.entries()) expect(answer.curve[index]?.share).toBeCloseTo(step.share, 9)
    expect(answer.stillThere[2]).toEqual({
      share: 0.5,
      seconds: curve.find((step) => step.share < 0.5 - 1e-9)?.seconds ?? null,
    })
  })
  await fc.assert(run, { numRuns: 40 })
})

it('a curve of many steps is thinned to 200, the last of them among these', async () => {
  const store = await openTestStore()
  const made = Array.from({ length: 450 }, (_, second) =>
    generation({ at: NOW - HOUR, outcome: 'cancelled', generationSeconds: second + 1 }),
  )
  await store.importEvents(made, 1)
  const { curve } = await store.insight({ name: 'patience', appId: 1, input: { range: { days: 1 } } })
  expect(curve).toHaveLength(200)
  expect(curve.at(-1)).toMatchObject({ seconds: 450, share: 0 })
})
