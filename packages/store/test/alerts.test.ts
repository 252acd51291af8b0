import type { CreateAlertInput } from '@son1k/contract'
import type { Store } from '@son1k/store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextStanding } from '../src/alerts/next-standing.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, MINUTE, NOW } from './support/events.js'

const APP = 1

describe('where an alert stands', () => {
  const bounds = fc
    .record({ threshold: fc.integer({ min: 1, max: 10 }), badEvaluations: fc.integer({ min: 1, max: 5 }) })
    .chain(({ threshold, badEvaluations }) =>
      fc.record({
        threshold: fc.constant(threshold),
        clearThreshold: fc.integer({ min: 1, max: threshold }),
        badEvaluations: fc.constant(badEvaluations),
        goodEvaluations: fc.integer({ min: 1, max: 5 }),
      }),
    )
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 12 })), { maxLength: 60 })

  it('turns after exactly so many known values in a row that speak for it, whatever came before', () => {
    fc.assert(
      fc.property(bounds, values, (given, seen) => {
        let standing: Parameters<typeof nextStanding>[0] = { state: 'ok', streak: 0 }
        // The reference looks back over all known values since the last turn.
        let since: number[] = []
        for (const value of seen) {
          const before = standing.state
          standing = nextStanding(standing, value, given)
          if (value !== null) since.push(value)
          const needed = before === 'ok' ? given.badEvaluations : given.goodEvaluations
          const last = since.slice(-needed)
          const speaks = (each: number) => (before === 'ok' ? each >= given.threshold : each < given.clearThreshold)
          const turns = value !== null && last.length === needed && last.every(speaks)
          expect(standing.state !== before).toBe(turns)
          if (turns) since = []
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** A store with a clock that is moved by hand. */
async function storeWithClock(url?: string, startsAt = NOW) {
  let now = startsAt
  const store = await openTestStore({ ...(url !== undefined && { url }), now: () => now })
  /** Evaluates once a minute, `minutes` times. Answers how often an alert turned. */
  const pass = async (minutes: number) => {
    let turned = 0
    for (let minute = 0; minute < minutes; minute++) {
      now += MINUTE
      turned += await store.alerts.evaluate()
    }
    return turned
  }
  const generate = (count: number, outcome: 'succeeded' | 'failed', seconds = 2) =>
    store.ingest(
      Array.from({ length: count }, () => generation({ at: now, outcome, generationSeconds: seconds })),
      delivery({ receivedAt: now, sentAt: now }),
    )
  return { store, pass, generate, wait: (ms: number) => (now += ms) }
}

const eventsOf = async (store: Store) =>
  (await store.alerts.read(APP)).notices.map(({ event, value }) => [event, value]).toReversed()
const make = (store: Store, input: CreateAlertInput) => store.alerts.create(APP, input)

describe('an alert', () => {
  it('of failures fires after some bad evaluations in a row and is over after some good ones', async () => {
    const { store, pass, generate } = await storeWithClock()
    const made = await make(store, {
      kind: 'failureRate',
      threshold: 0.5,
      windowMinutes: 5,
      minimumSamples: 4,
      badEvaluations: 2,
      goodEvaluations: 2,
    })
    expect(made).toMatchObject({ name: 'failureRate', clearThreshold: 0.4, state: 'ok', value: null, webhook: null })
    expect(made.webhookSecret).toBeNull()
    // Three are too few to judge by.
    await generate(3, 'failed')
    expect(await pass(3)).toBe(0)
    await generate(3, 'failed')
    expect(await pass(1)).toBe(0)
    expect((await store.alerts.list(APP))[0]).toMatchObject({ state: 'ok', value: 1 })
    expect(await pass(1)).toBe(1)
    expect((await store.alerts.read(APP)).firing).toBe(1)
    await generate(12, 'succeeded')
    expect(await pass(1)).toBe(0)
    expect(await pass(1)).toBe(1)
    expect(await eventsOf(store)).toEqual([
      ['fired', 1],
      ['resolved', expect.closeTo(0, 0)],
    ])
    // Too little is known of the hours after: nothing changes.
    expect(await pass(20)).toBe(0)
    expect((await store.alerts.list(APP))[0]).toMatchObject({ state: 'ok', value: null })
  })

  it('of waiting looks at the 95th percentile, and one of a quota at the events of the day', async () => {
    const { store, pass, generate, wait } = await storeWithClock()
    const once = { minimumSamples: 1, badEvaluations: 1, goodEvaluations: 1 }
    await make(store, { kind: 'generationSecondsP95', name: 'slow', threshold: 10, ...once })
    await make(store, { kind: 'eventsToday', name: 'quota', threshold: 5 })
    await generate(4, 'succeeded', 12)
    expect(await pass(1)).toBe(1)
    await generate(1, 'succeeded')
    expect(await pass(1)).toBe(1)
    const { notices } = await store.alerts.read(APP)
    expect(notices.map(({ name, value }) => [name, value])).toEqual([
      ['quota', 5],
      ['slow', expect.closeTo(12, 0)],
    ])
    // Another day, another quota; of waiting nothing is known any more.
    wait(DAY)
    expect(await pass(1)).toBe(1)
    expect((await store.alerts.read(APP)).firing).toBe(1)
  })

  it('is of one app, and refused where there are too many', async () => {
    const { store } = await storeWithClock()
    await store.registry.createApp({ slug: 'studio', timeZone: 'UTC' })
    const { id } = await make(store, { kind: 'silenceMinutes', threshold: 5 })
    expect(await store.alerts.list(2)).toEqual([])
    await expect(store.alerts.remove(2, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (let count = 1; count < 50; count++) await make(store, { kind: 'eventsToday', threshold: count })
    await expect(make(store, { kind: 'eventsToday', threshold: 1 })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
    await store.alerts.remove(APP, { id })
    expect(await store.alerts.list(APP)).toHaveLength(49)
  })
})

describe('silence', () => {
  it('fires once though the server starts anew, and is over with the next event', async () => {
    const url = await newDatabase()
    const first = await storeWithClock(url)
    await make(first.store, { kind: 'silenceMinutes', threshold: 10 })
    await first.generate(1, 'succeeded')
    expect(await first.pass(9)).toBe(0)
    expect(await first.pass(3)).toBe(1)
    await first.store.close()

    const second = await storeWithClock(url, NOW + 13 * MINUTE)
    expect(await second.pass(30)).toBe(0)
    await second.generate(1, 'succeeded')
    expect(await second.pass(1)).toBe(1)
    expect((await eventsOf(second.store)).map(([event]) => event)).toEqual(['fired', 'resolved'])
  })

  it('is not that nobody could receive an event, and evaluations far apart are not in a row', async () => {
    const url = await newDatabase()
    const first = await storeWithClock(url)
    await make(first.store, { kind: 'silenceMinutes', threshold: 10, badEvaluations: 2 })
    await first.generate(1, 'succeeded')
    expect(await first.pass(10)).toBe(0)
    await first.store.close()

    const second = await storeWithClock(url, NOW + 5 * HOUR)
    expect(await second.pass(9)).toBe(0)
    expect((await second.store.alerts.list(APP))[0]).toMatchObject({ state: 'ok', value: null })
    expect(await second.pass(1)).toBe(0)
    expect(await second.pass(1)).toBe(1)
  })
})

describe('a message', () => {
  const webhook = 'https://chat.example/hook'

  it('is given out once, again where nothing was noted of it, and after a failure when it is due', async () => {
    const url = await newDatabase()
    const { store, pass, generate, wait } = await storeWithClock(url)
    const rule = await make(store, { kind: 'eventsToday', name: 'quota', threshold: 1, webhook })
    expect(rule.webhookSecret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(JSON.stringify(await store.alerts.list(APP))).not.toContain('whsec_')
    await generate(1, 'succeeded')
    expect(await pass(1)).toBe(1)
    const [message, ...others] = await store.alerts.claimDue()
    expect(others).toEqual([])
    if (message === undefined) throw new Error('nothing is due')
    expect(message).toMatchObject({
      url: webhook,
      secret: rule.webhookSecret,
      attempts: 0,
      message: {
        type: 'alert.fired',
        data: { app: 'default', rule: { id: rule.id, kind: 'eventsToday', name: 'quota', threshold: 1 }, value: 1 },
      },
    })
    expect(await store.alerts.claimDue()).toEqual([])
    // The server died with it in its hands.
    wait(2 * MINUTE)
    expect(await store.alerts.claimDue()).toEqual([message])
    const attempt = { noticeId: message.noticeId, at: NOW, durationMs: 3, status: 503, problem: 'it said 503' }
    await store.alerts.noteAttempt({ ...attempt, dueAt: NOW + HOUR })
    expect(await store.alerts.claimDue()).toEqual([])
    wait(HOUR)
    expect(await store.alerts.claimDue()).toEqual([{ ...message, attempts: 1 }])
    await store.alerts.noteAttempt({ ...attempt, status: 204, problem: null, dueAt: null })
    wait(DAY)
    expect(await store.alerts.claimDue()).toEqual([])
    expect((await store.alerts.read(APP)).notices).toMatchObject([
      { event: 'fired', delivery: 'delivered', attempts: 2, problem: 'it said 503' },
    ])
    expect((await connect(url).execute('SELECT count(*) AS count FROM alert_attempt')).rows[0]?.count).toBe(2)
  })

  it('of a rule that is gone is not sent, and what was told stays', async () => {
    const { store, pass, generate, wait } = await storeWithClock()
    const { id } = await make(store, { kind: 'eventsToday', threshold: 1, webhook })
    await generate(1, 'succeeded')
    await pass(1)
    await store.alerts.remove(APP, { id })
    wait(DAY)
    expect(await store.alerts.claimDue()).toEqual([])
    expect(await store.alerts.read(APP)).toMatchObject({ firing: 0, notices: [{ event: 'fired', delivery: 'failed' }] })
  })

  it('that tries a webhook out is for who asked for it alone', async () => {
    const { store } = await storeWithClock()
    const { id } = await make(store, { kind: 'eventsToday', threshold: 1, webhook })
    const silent = await make(store, { kind: 'eventsToday', threshold: 1 })
    expect(await store.alerts.beginTest(APP, { id })).toMatchObject({ url: webhook, message: { type: 'alert.test' } })
    expect(await store.alerts.claimDue()).toEqual([])
    await expect(store.alerts.beginTest(APP, { id: silent.id })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    await expect(store.alerts.beginTest(2, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

it('of each app no more than some hundreds of notices are kept', async () => {
  const url = await newDatabase()
  const { store, pass, generate } = await storeWithClock(url)
  await make(store, { kind: 'eventsToday', threshold: 1 })
  await connect(url).execute(`
    INSERT INTO alert_notice (uuid, app_id, rule_id, kind, name, threshold, event, at, delivery)
    WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 1200)
    SELECT n, 1, 99, 'eventsToday', 'old', 1, 'fired', n, 'none' FROM counter`)
  await generate(1, 'succeeded')
  expect(await pass(1)).toBe(1)
  expect((await connect(url).execute('SELECT count(*) AS count FROM alert_notice')).rows[0]?.count).toBe(1_000)
  expect((await store.alerts.read(APP)).notices).toHaveLength(100)
})
