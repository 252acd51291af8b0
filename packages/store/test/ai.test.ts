import type { Uplift } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commonMeanDifference } from '../src/statistics/common-mean-difference.js'
import { commonRiskDifference, commonRiskRatio } from '../src/statistics/mantel-haenszel.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, HOUR, iso, NOW } from './support/events.js'
import { groupBy } from './support/group-by.js'
import { finishedOf, madeIn, outcomeOf } from './support/insight-reference.js'
import { randomEvents } from './support/random-events.js'

it('AI is compared within the same user and style, by success and by keeps, as a plain count says', async () => {
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
        const succeeded = own.filter((event) => outcomeOf(event) === 'succeeded')
        return { all: own.length, succeeded: succeeded.length, kept: succeeded.filter(({ isKept }) => isKept).length }
      }
      const pairs = groupBy(
        finished.filter(({ style }) => style !== undefined),
        ({ userId, style }) => JSON.stringify([userId, style]),
      )
      const both = [...pairs.values()].map((of) => ({ ai: count(true, of), basic: count(false, of) }))
      const share = (part: number, whole: number) =>
        whole === 0 ? null : expect.objectContaining({ share: part / whole })
      const shown = ({ all, succeeded, kept }: { all: number; succeeded: number; kept: number }) => ({
        generations: all,
        succeeded,
        successRate: share(succeeded, all),
        kept,
        keepRate: share(kept, succeeded),
      })
      expect(answer).toMatchObject({ enhanced: shown(count(true)), basic: shown(count(false)) })
      const agrees = (
        { compared, difference, ratio }: Uplift,
        part: 'succeeded' | 'kept',
        whole: 'all' | 'succeeded',
      ) => {
        const strata = both
          .filter(({ ai, basic }) => ai[whole] > 0 && basic[whole] > 0)
          .map(({ ai, basic }) => ({
            events: ai[part],
            total: ai[whole],
            otherEvents: basic[part],
            otherTotal: basic[whole],
          }))
        const sum = (column: 'total' | 'otherTotal') => strata.reduce((total, each) => total + each[column], 0)
        expect(compared).toEqual({ pairs: strata.length, enhanced: sum('total'), basic: sum('otherTotal') })
        const [expected, expectedRatio] = [commonRiskDifference(strata), commonRiskRatio(strata)]
        expect(difference?.value ?? null).toEqual(expected && expect.closeTo(expected.value, 9))
        expect(ratio?.value ?? null).toEqual(expectedRatio && expect.closeTo(expectedRatio.value, 9))
      }
      agrees(answer, 'succeeded', 'all')
      const timesOf = (of: typeof finished, isAi: boolean) =>
        of
          .filter(({ aiEnhanced = false }) => aiEnhanced === isAi)
          .flatMap(({ generationSeconds }) => generationSeconds ?? [])
      const sumOf = (times: number[]) => times.reduce((sum, time) => sum + time, 0)
      const timed = [...pairs.values()]
        .map((of) => ({ own: timesOf(of, true), other: timesOf(of, false) }))
        .filter(({ own, other }) => own.length > 0 && other.length > 0)
      const expectedTime = commonMeanDifference(
        timed.map(({ own, other }) => ({
          sum: sumOf(own),
          count: own.length,
          otherSum: sumOf(other),
          otherCount: other.length,
        })),
      )
      expect(answer.time.compared).toEqual({
        pairs: timed.length,
        enhanced: timed.flatMap(({ own }) => own).length,
        basic: timed.flatMap(({ other }) => other).length,
      })
      expect(answer.time.difference?.value ?? null).toEqual(expectedTime && expect.closeTo(expectedTime.value, 9))
      agrees(answer.keep, 'kept', 'succeeded')
    }),
    { numRuns: 50 },
  )
})
