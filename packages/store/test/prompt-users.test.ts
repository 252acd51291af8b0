import { randomUUID } from 'node:crypto'
import type { GenerationEvent } from '@son1k/contract'
import { examine, type Store } from '@son1k/store'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, NOW } from './support/events.js'

const range = { days: 30 }
const MIN_USERS = 3

/** The prompts that each list shows. */
async function shownBy(store: Store, appId = 1) {
  const ask = store.insight
  const filters = [{ dimension: 'style' as const, op: 'isNot' as const, values: ['none'] }]
  const values = (rows: { value: string }[]) => rows.map(({ value }) => value).toSorted()
  const [summary, prompts, rolled, raw, kept, terms] = await Promise.all([
    store.summary(appId, { range }),
    ask({ name: 'prompts', appId, input: { range, limit: 100 } }),
    ask({ name: 'breakdown', appId, input: { range, dimension: 'prompt', limit: 100 } }),
    ask({ name: 'breakdown', appId, input: { range, dimension: 'prompt', limit: 100, filters } }),
    ask({ name: 'lifecycle', appId, input: { range, by: 'prompt', limit: 100 } }),
    ask({ name: 'promptTerms', appId, input: { range, limit: 100 } }),
  ])
  const totals = [rolled, raw].map(({ rows, other, total }) => ({
    told: rows.reduce((sum, { generations }) => sum + generations, 0) + (other?.generations ?? 0),
    all: total.generations,
  }))
  return {
    lists: [summary.popularPrompts, prompts.rows, rolled.rows, raw.rows, kept.values ?? []].map(values),
    words: terms.terms.map(({ term }) => term).toSorted(),
    totals,
  }
}

const drawn = fc.array(
  fc.record({
    user: fc.nat(4),
    prompt: fc.constantFrom('alpha', 'beta', 'gamma', 'delta'),
    app: fc.constantFrom(0, 1),
  }),
  { minLength: 12, maxLength: 24 },
)

describe('where prompts are shown after three people have used them', () => {
  it('every list has those that so many have, counted live or later, and totals stay exact', {
    timeout: 120_000,
  }, async () => {
    const open = async () => {
      const url = await newDatabase()
      return { url, store: await openTestStore({ url, promptMinUsers: MIN_USERS }), database: connect(url) }
    }
    const live = await open()
    const later = { url: await newDatabase() }
    const before = await openTestStore({ url: later.url })
    const laterDatabase = connect(later.url)
    let appId = 100
    const expected = new Map<number, string[]>()
    await fc.assert(
      fc.asyncProperty(drawn, async (uses) => {
        appId += 2
        const users = new Map<string, Set<number>>()
        for (const app of [appId, appId + 1])
          for (const database of [live.database, laterDatabase])
            await database.execute({
              sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'UTC', 0)",
              args: [app, `app-${app}`],
            })
        const events = uses.map(({ user, prompt, app }) => {
          const key = `${appId + app} ${prompt}`
          users.set(key, (users.get(key) ?? new Set()).add(user))
          const made = generation({ userId: `user_${user}`, prompt, style: 'x', at: NOW - (user + 1) * HOUR })
          return { app: appId + app, made }
        })
        // A prompt of which nothing came to an end has nobody.
        events.push({ app: appId, made: generation({ prompt: 'cancelled', outcome: 'cancelled' }) })
        for (const { app, made } of events)
          for (const store of [live.store, before]) await store.ingest([made], delivery({ appId: app }))
        for (const app of [appId, appId + 1]) {
          const shown = [...users].filter(([key, own]) => key.startsWith(`${app} `) && own.size >= MIN_USERS)
          const prompts = shown.map(([key]) => key.slice(`${app} `.length)).toSorted()
          expected.set(app, prompts)
          const found = await shownBy(live.store, app)
          expect(found.lists).toEqual(found.lists.map(() => prompts))
          expect(found.words).toEqual(prompts)
          for (const { told, all } of found.totals) expect(told).toBe(all)
        }
      }),
      { numRuns: 8 },
    )
    expect([...expected.values()].flat().length).toBeGreaterThan(3)
    await before.close()
    const reopened = await openTestStore({ url: later.url, promptMinUsers: MIN_USERS })
    for (const [app, prompts] of expected)
      await vi.waitFor(async () => expect((await shownBy(reopened, app)).lists[1]).toEqual(prompts), {
        timeout: 10_000,
      })
    // Who used a prompt that is shown is not kept beside the events.
    const rows = await live.database.execute('SELECT label_id, app_id, user_id FROM prompt_user ORDER BY 1, 2, 3')
    const again = await laterDatabase.execute('SELECT label_id, app_id, user_id FROM prompt_user ORDER BY 1, 2, 3')
    expect(rows.rows.filter(({ user_id }) => user_id === 0)).toHaveLength([...expected.values()].flat().length)
    expect(again.rows).toHaveLength(rows.rows.length)
  })

  it('what fewer have used is "other" once its raw events are gone, and an erased person no longer counts', async () => {
    let now = NOW - 40 * DAY
    const url = await newDatabase()
    const store = await openTestStore({ url, now: () => now, promptMinUsers: 2 })
    const send = (events: GenerationEvent[]) => store.ingest(events, delivery({ receivedAt: now }))
    const made = (userId: string, prompt: string) => generation({ userId, prompt, at: now, sessionId: randomUUID() })
    await send([made('ana', 'ours'), made('bo', 'ours'), made('ana', 'a secret')])
    now = NOW
    await send([made('ana', 'new one'), made('bo', 'new two')])
    expect(await store.prune({ retentionDays: 8 })).toMatchObject({ events: 3, prompts: 0, promptDays: 1 })
    const breakdown = () =>
      store.insight({ name: 'breakdown', appId: 1, input: { range: { days: 90 }, dimension: 'prompt' } })
    expect(await breakdown()).toMatchObject({ rows: [{ value: 'ours', generations: 2 }], other: { generations: 3 } })
    const database = connect(url)
    const texts = async () =>
      (await database.execute('SELECT value FROM label ORDER BY 1')).rows.map(({ value }) => value)
    expect(await texts()).toEqual(['new one', 'new two', 'ours'])
    // What told who had used it went with the events.
    const links = async () => (await database.execute('SELECT * FROM prompt_user WHERE user_id <> 0')).rows.length
    expect(await links()).toBe(2)
    await store.people.eraseUser({ appId: 1, userId: 'ana', actor: 'a test' })
    expect(await links()).toBe(1)
    await send([made('cleo', 'new one')])
    expect((await breakdown()).rows.map(({ value }) => value)).toEqual(['ours'])
    await send([made('dan', 'new one')])
    expect((await breakdown()).rows.map(({ value }) => value).toSorted()).toEqual(['new one', 'ours'])
    await store.close()
    expect((await examine({ url, labelsPerDay: 10_000 })).findings).toEqual([])
    // A command that doesn't say how many keeps to what was set.
    const other = await openTestStore({ url, now: () => now })
    const told = (asked: Store) =>
      asked.insight({ name: 'prompts', appId: 1, input: { range: { days: 90 } } }).then(({ found }) => found)
    expect(await told(other)).toBe(2)
    await other.close()
    expect(await told(await openTestStore({ url, now: () => now, promptMinUsers: 1 }))).toBe(3)
    expect((await database.execute('SELECT * FROM prompt_user')).rows).toEqual([])
  })
})
