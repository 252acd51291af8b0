import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commonRiskDifference, commonRiskRatio } from '../src/statistics/mantel-haenszel.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, HOUR, iso, NOW } from './support/events.js'
import { groupBy } from './support/group-by.js'
import { finishedOf, madeIn, outcomeOf } from './support/insight-reference.js'
import { randomEvents } from './support/random-events.js'

it('AI is compared within the same user and style, as a plain count says', async () => {
  let now = NOW
  let appId = 100
  const url = await newDatabase()
  const store = await openTestStore({ url, now: () => now })
  const database = connect(url)
  const isFiltered = fc.boolean()
  await fc.assert(
    fc.asyncProperty(randomEvents, isFiltered, async ({ events, sent, middle }, onlyCalm) => {
      now = middle + DAY
      appId += 1
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'UTC', 0)",
        args: [appId, `app-${appId}`],
      })
      await store.importEvents(sent, appId)
      const [from, to] = [middle - DAY, middle + HOUR]
      const filters = onlyCalm ? [{ dimension: 'mood' as const, op: 'is' as const, values: ['calm'] }] : []
      const input = { range: { from: iso(from), to: iso(to) }, filters }
      const answer = await store.insight({ name: 'ai', appId, input })
      const made = madeIn(events, { from, to, readTo: to, zone: 'UTC' }, { period: 'none', filters })
      const finished = finishedOf(made.get('')?.generations ?? [])
      const count = (isAi: boolean, of = finished) => {
        const own = of.filter(({ aiEnhanced = false }) => aiEnhanced === isAi)
        return { all: own.length, succeeded: own.filter((event) => outcomeOf(event) === 'succeeded').length }
      }
      const pairs = groupBy(
        finished.filter(({ style }) => style !== undefined),
        ({ userId, style }) => JSON.stringify([userId, style]),
      )
      const strata = [...pairs.values()]
        .map((of) => ({ ai: count(true, of), basic: count(false, of) }))
        .filter(({ ai, basic }) => ai.all > 0 && basic.all > 0)
        .map(({ ai, basic }) => ({
          events: ai.succeeded,
          total: ai.all,
          otherEvents: basic.succeeded,
          otherTotal: basic.all,
        }))
      const shown = ({ all, succeeded }: { all: number; succeeded: number }) => ({
        generations: all,
        succeeded,
        successRate: all === 0 ? null : expect.objectContaining({ share: succeeded / all }),
      })
      expect(answer).toMatchObject({ enhanced: shown(count(true)), basic: shown(count(false)) })
      const sum = (column: 'total' | 'otherTotal') => strata.reduce((total, each) => total + each[column], 0)
      expect(answer.compared).toEqual({ pairs: strata.length, enhanced: sum('total'), basic: sum('otherTotal') })
      const [difference, ratio] = [commonRiskDifference(strata), commonRiskRatio(strata)]
      expect(answer.difference?.value ?? null).toEqual(difference && expect.closeTo(difference.value, 9))
      expect(answer.ratio?.value ?? null).toEqual(ratio && expect.closeTo(ratio.value, 9))
    }),
    { numRuns: 50 },
  )
})
