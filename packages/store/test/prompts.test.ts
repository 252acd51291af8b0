import type { Filter, GenerationEvent } from '@son1k/contract'
import type { Store } from '@son1k/store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { familiesOf, LEAST_SIMILARITY } from '../src/music/families.js'
import { foldNumber } from '../src/music/fold-number.js'
import { foldText } from '../src/music/fold-text.js'
import { BitTable, bitsOf, shinglesOf, similarity } from '../src/music/min-hash.js'
import { termsOf } from '../src/music/words.js'
import { TIERS } from '../src/rollups/define.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, HOUR, interaction, iso, NOW } from './support/events.js'
import { groupBy } from './support/group-by.js'

/** Each line is one prompt in several spellings, folded first. */
const SPELLINGS = [
  ['una cancion epica de synthwave', 'Una canción épica de synthwave', 'UNA CANCIÓN ÉPICA, DE SYNTHWAVE!'],
  ['lofi beats', 'Lofi   beats', 'lofi-beats'],
  ['夜の街 ネオン', '夜の街、ネオン'],
  ['or 1=1', "' OR 1=1 --", '"or" 1=1'],
  ['lofi beats for a rainy night'],
  ['%'],
  ['🎹'],
] as const
const ALL = SPELLINGS.flat()
const foldedOf = (prompt: string) => SPELLINGS.find((same) => same.some((each) => each === prompt))?.[0] ?? ''

/** What a search finds, among the folded. */
const SEARCHES: Record<string, string[]> = {
  'Épica SYNTH': ['una cancion epica de synthwave'],
  lof: ['lofi beats', 'lofi beats for a rainy night'],
  'beats rain': ['lofi beats for a rainy night'],
  街: ['夜の街 ネオン'],
  のネ: [],
  の街: ['夜の街 ネオン'],
  '"or" OR NEAR(1': [],
  '1 OR': ['or 1=1'],
  "' -- *": [],
  beat: ['lofi beats', 'lofi beats for a rainy night'],
  eats: [],
}

const drawn = fc.array(
  fc.record({
    prompt: fc.constantFrom(...ALL),
    outcome: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const, 'cancelled' as const),
    hoursAgo: fc.integer({ min: 0, max: 60 }),
    isKept: fc.boolean(),
    style: fc.constantFrom('lofi', 'LOFI', 'drill'),
    aiEnhanced: fc.boolean(),
  }),
  { maxLength: 40 },
)
type Drawn = typeof drawn extends fc.Arbitrary<infer List> ? List : never

/** An app of its own with the generations, at the half of each hour. */
async function makeWorlds() {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  let appId = 100
  return {
    store,
    database,
    async make(list: Drawn) {
      appId += 1
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'Asia/Kathmandu', 0)",
        args: [appId, `app-${appId}`],
      })
      const events = list.flatMap(({ hoursAgo, isKept, ...track }) => {
        const made = generation({ at: NOW - hoursAgo * HOUR, ...track })
        const keep = interaction({ at: NOW - hoursAgo * HOUR + 1, action: 'save', generationId: made.id })
        return isKept ? [made, keep] : [made]
      })
      await store.importEvents(events, appId)
      return appId
    },
  }
}

const within = (list: Drawn, { from, to }: { from: number; to: number }) =>
  list.filter(({ hoursAgo, outcome }) => {
    const at = NOW - hoursAgo * HOUR
    return at >= from && at < to && outcome !== 'cancelled'
  })
const numbersOf = (list: Drawn) => {
  const succeeded = list.filter(({ outcome }) => outcome === 'succeeded')
  return {
    generations: list.length,
    succeeded: succeeded.length,
    failed: list.length - succeeded.length,
    kept: succeeded.filter(({ isKept }) => isKept).length,
  }
}
const byText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

function expectedRows(list: Drawn) {
  const rows = [...groupBy(list, ({ prompt }) => foldedOf(prompt))].map(([folded, all]) => {
    const spellings = [...groupBy(all, ({ prompt }) => prompt)].map(([value, same]) => ({
      value: String(value),
      generations: same.length,
    }))
    spellings.sort((a, b) => b.generations - a.generations || byText(a.value, b.value))
    const numbers = numbersOf(all)
    return { folded, value: spellings[0]?.value, ...numbers, spellings, spellingCount: spellings.length }
  })
  return rows.sort(
    (a, b) => b.succeeded - a.succeeded || b.failed - a.failed || foldNumber(a.folded) - foldNumber(b.folded),
  )
}

const windows = fc.constantFrom(
  { from: NOW - 50 * HOUR, to: NOW - HOUR / 2 },
  { from: NOW - 30 * HOUR, to: NOW - 7 * HOUR },
)
const isLofi = { dimension: 'style' as const, op: 'is' as const, values: ['Lofi'] }
const isBasic = { dimension: 'aiEnhanced' as const, op: 'isNot' as const, values: ['true'] }
/** Filters, and what they let through. */
const filterings = fc.constantFrom<{ filters?: Filter[]; passes: (each: Drawn[number]) => boolean }>(
  { passes: () => true },
  { filters: [isLofi], passes: ({ style }) => style !== 'drill' },
  { filters: [isLofi, isBasic], passes: ({ style, aiEnhanced }) => style !== 'drill' && !aiEnhanced },
)
const rangeOf = ({ from, to }: { from: number; to: number }) => ({ from: iso(from), to: iso(to) })

describe('prompts', () => {
  it('are counted in all spellings, found by words and told by length as a plain count does', async () => {
    const { store, make } = await makeWorlds()
    const page = fc.record({ limit: fc.constantFrom(2, 100), offset: fc.constantFrom(0, 1, 3) })
    await fc.assert(
      fc.asyncProperty(
        drawn,
        windows,
        page,
        filterings,
        async (list, window, { limit, offset }, { passes, ...given }) => {
          const appId = await make(list)
          const range = rangeOf(window)
          const seen = within(list, window).filter(passes)
          const check = async (search: string | undefined, rows: ReturnType<typeof expectedRows>) => {
            const input = { range, limit, offset, ...given, ...(search !== undefined && { search }) }
            const answer = await store.insight({ name: 'prompts', appId, input })
            const shown = rows.slice(offset, offset + limit)
            expect(answer.rows).toMatchObject(shown.map(({ folded, ...row }) => row))
            if (shown.length > 0) expect(answer.found).toBe(rows.length)
          }
          await check(undefined, expectedRows(seen))
          for (const [search, folded] of Object.entries(SEARCHES))
            await check(
              search,
              expectedRows(seen).filter((row) => folded.includes(row.folded)),
            )
          const { lengths } = await store.insight({ name: 'promptLengths', appId, input: { range, ...given } })
          expect(lengths.map(({ from }) => from)).toEqual([0, 20, 40, 80, 160, 320])
          for (const { from, to, ...numbers } of lengths) {
            const own = seen.filter(({ prompt }) => [...prompt].length >= from && [...prompt].length <= (to ?? 4_000))
            expect(numbers).toMatchObject(numbersOf(own))
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('of very many generations are told without those that succeed once, and the others are told whole', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const made = (prompt: string, daysAgo: number) => generation({ at: NOW - daysAgo * DAY, prompt })
    await store.importEvents([...[1, 1, 1, 2].map((day) => made('often', day)), made('once', 1), made('never', 40)], 1)
    const ask = async (limit: number) => {
      const { rows, found } = await store.insight({ name: 'prompts', appId: 1, input: { range: { days: 10 }, limit } })
      return { found, rows: rows.map(({ value, succeeded }) => [value, succeeded]) }
    }
    const all = {
      found: 2,
      rows: [
        ['often', 4],
        ['once', 1],
      ],
    }
    expect(await ask(5)).toEqual(all)
    const database = connect(url)
    const addToOneDay = (count: number) =>
      database.execute({
        sql: `UPDATE rollup_total SET succeeded = succeeded + ? WHERE bucket_id = (
          SELECT id FROM bucket WHERE tier = ? AND starts_at <= ? AND ends_at > ?)`,
        args: [count, TIERS.day, NOW - DAY, NOW - DAY],
      })
    // With the five that there are, as many as are still read whole.
    await addToOneDay(249_995)
    expect(await ask(5)).toEqual(all)
    await addToOneDay(1)
    expect(await ask(5)).toEqual({ found: null, rows: [['often', 4]] })
  })

  it('are found before they are in the full-text index and when they are, and not when they are gone', async () => {
    const url = await newDatabase()
    let now = NOW - 40 * DAY
    const store = await openTestStore({ url, now: () => now })
    const database = connect(url)
    const countOf = async (table: string) =>
      Number((await database.execute(`SELECT count(*) AS count FROM ${table}`)).rows[0]?.count)
    // A cancelled generation has no sums: nothing names its prompt when its event has gone.
    await store.importEvents([generation({ at: now, prompt: 'secret words', outcome: 'cancelled' })], 1)
    await store.importEvents([generation({ at: now, prompt: 'Rain on a roof' })], 1)
    const many = (name: string) =>
      Array.from({ length: 300 }, (_, index) => generation({ at: now, prompt: `${name} ${index}`, style: 'many' }))
    const search = async () => {
      const input = { range: { days: 90 }, search: 'roof' }
      return (await store.insight({ name: 'prompts', appId: 1, input })).rows.map(({ value }) => value)
    }
    // The first is put there at once, because others may have been left, and the next waits for more.
    expect([await countOf('prompt_search_docsize'), await countOf('unsearchable_prompt')]).toEqual([1, 1])
    expect(await search()).toEqual(['Rain on a roof'])
    await store.importEvents(many('number'), 1)
    expect([await countOf('prompt_search_docsize'), await countOf('unsearchable_prompt')]).toEqual([302, 0])
    expect(await search()).toEqual(['Rain on a roof'])
    now = NOW
    await store.ingest([generation({ at: NOW, prompt: 'newer' })], { appId: 1, receivedAt: NOW })
    await store.prune({ retentionDays: 30 })
    expect(await search()).toEqual(['Rain on a roof'])
    expect(
      await countOf(`spelling LEFT JOIN label ON label.id = label_id WHERE value IS NULL OR value LIKE 'secret%'`),
    ).toBe(0)
    expect((await database.execute("SELECT rowid FROM prompt_search('secret')")).rows).toEqual([])
  })
})

describe('families', () => {
  const words = fc.constantFrom(
    'epic',
    'synthwave',
    'song',
    'about',
    'the',
    'night',
    'rain',
    '夜の街',
    'ネオンの歌',
    'на закате',
  )
  const texts = fc
    .array(
      fc.array(words, { minLength: 1, maxLength: 8 }).map((list) => list.join(' ')),
      { maxLength: 60 },
    )
    .map((list) => [...new Set(list)])

  it('hold what is similar to the one that leads them, and what is very similar to none that leads is led by none', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const families = familiesOf(
          list.map((folded) => ({ folded })),
          () => undefined,
        )
        expect(
          families
            .flat()
            .map(({ folded }) => folded)
            .sort(),
        ).toEqual(list.toSorted())
        const like = (a: string, b: string) => similarity(shinglesOf(a), shinglesOf(b))
        const leaders = families.map(([first]) => first?.folded ?? '')
        for (const [first, ...others] of families) {
          for (const other of others)
            expect(like(first?.folded ?? '', other.folded)).toBeGreaterThanOrEqual(LEAST_SIMILARITY)
        }
        for (const [index, leader] of leaders.entries())
          for (const other of leaders.slice(0, index)) expect(like(leader, other)).toBeLessThan(0.85)
      }),
      { numRuns: 60 },
    )
  })

  it('are never taken for less similar than they are when most others are passed over', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'é'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [own, other] = [shinglesOf(a), shinglesOf(b)]
        const table = new BitTable(2)
        table.set(1, bitsOf(other), other.length)
        const asked = { bits: bitsOf(own), size: own.length, least: similarity(own, other) }
        expect(table.mayBeSimilar(1, asked)).toBe(true)
      }),
      { numRuns: 500 },
    )
    const [night, rain] = [shinglesOf('an epic song about the night'), shinglesOf('lofi beats in the rain')]
    const table = new BitTable(1)
    table.set(0, bitsOf(rain), rain.length)
    expect(table.mayBeSimilar(0, { bits: bitsOf(night), size: night.length, least: LEAST_SIMILARITY })).toBe(false)
  })

  it('have the share of their characters in common by three, as it is worked out by hand', () => {
    // abc bcd cde | bcd cde def: two of four.
    expect(similarity(shinglesOf('abcde'), shinglesOf('bcdef'))).toBe(0.5)
    expect(similarity(shinglesOf('夜の街'), shinglesOf('夜の街'))).toBe(1)
    expect(similarity(shinglesOf('ab'), shinglesOf('cd'))).toBe(0)
  })

  it('are the same, and add up, in whatever order the events came', async () => {
    const made = [
      ...Array.from({ length: 5 }, () => 'an epic synthwave song about the night'),
      ...Array.from({ length: 3 }, () => 'An epic synthwave song about the nights!'),
      'an epic synthwave song about that night',
      '夜の街を走る電車の音楽',
      '夜の街を走る電車の音楽だ',
      'something else entirely',
    ]
    const ask = async (prompts: string[], filters?: Filter[]) => {
      const store: Store = await openTestStore()
      await store.importEvents(
        [
          ...prompts.map((prompt) => generation({ at: NOW - HOUR, prompt })),
          ...(filters ? prompts.map((prompt) => generation({ at: NOW - HOUR, prompt, style: 'drill' })) : []),
        ],
        1,
      )
      const input = { range: { days: 1 }, ...(filters && { filters }) }
      return store.insight({ name: 'promptFamilies', appId: 1, input })
    }
    const answer = await ask(made)
    const filters = [{ dimension: 'style' as const, op: 'isNot' as const, values: ['drill'] }]
    expect(await ask(made, filters)).toEqual(answer)
    expect(answer).toMatchObject({
      families: [
        {
          value: 'an epic synthwave song about the night',
          prompts: 3,
          generations: 9,
          succeeded: 9,
          examples: [
            { value: 'An epic synthwave song about the nights!', generations: 3 },
            { value: 'an epic synthwave song about that night', generations: 1 },
          ],
        },
        { prompts: 2, generations: 2 },
      ],
      found: 2,
      compared: { prompts: 6, generations: 12 },
    })
    expect(await ask(made.toReversed())).toEqual(answer)
  })
})

describe('terms', () => {
  it('are the words that say something, of any language', () => {
    expect([...termsOf(foldText('Una canción épica de synthwave para la noche, a song for the night'))]).toEqual([
      'cancion',
      'epica',
      'synthwave',
      'noche',
      'song',
      'night',
    ])
    expect([...termsOf(foldText('東京の夜'))]).toEqual(expect.arrayContaining(['東京', '夜']))
    expect([...termsOf(foldText('C# и песня'))]).toEqual(['c#', 'и', 'песня'])
  })

  it('are counted as a plain count does, and rise when it is no chance', async () => {
    const { store, make } = await makeWorlds()
    const window = { from: NOW - 24 * HOUR, to: NOW }
    const before = { from: NOW - 48 * HOUR, to: NOW - 24 * HOUR }
    await fc.assert(
      fc.asyncProperty(drawn, filterings, async (list, { passes, ...given }) => {
        const appId = await make(list)
        const range = rangeOf(window)
        const answer = await store.insight({ name: 'promptTerms', appId, input: { range, limit: 100, ...given } })
        const count = (part: { from: number; to: number }) => {
          const seen = within(list, part).filter(passes)
          const terms = seen.flatMap(({ prompt }) => [...termsOf(foldedOf(prompt))])
          return {
            whole: seen.length,
            terms: new Map([...groupBy(terms, (term) => term)].map(([t, all]) => [t, all.length])),
          }
        }
        const [now, past] = [count(window), count(before)]
        expect(new Map(answer.terms.map(({ term, generations }) => [term, generations]))).toEqual(now.terms)
        expect([answer.compared.generations, answer.previous.generations]).toEqual([now.whole, past.whole])
        for (const { term, generations, share, previousShare, logLikelihood } of answer.rising) {
          expect(generations).toBeGreaterThanOrEqual(5)
          expect(share).toBeCloseTo(generations / now.whole, 9)
          expect(previousShare).toBeCloseTo((past.terms.get(term) ?? 0) / past.whole, 9)
          expect(share).toBeGreaterThan(previousShare)
          expect(logLikelihood).toBeGreaterThan(10.82)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('of which more are made than before are listed', async () => {
    const store = await openTestStore()
    const made = (prompt: string, count: number, at: number): GenerationEvent[] =>
      Array.from({ length: count }, () => generation({ at, prompt }))
    const [now, past] = [NOW - HOUR, NOW - 30 * HOUR]
    await store.importEvents(
      [
        ...made('lofi rain', 40, now),
        ...made('drill', 30, now),
        ...made('lofi rain', 60, past),
        ...made('drill', 2, past),
      ],
      1,
    )
    const { rising } = await store.insight({ name: 'promptTerms', appId: 1, input: { range: { days: 1 } } })
    expect(rising).toEqual([
      {
        term: 'drill',
        generations: 30,
        share: expect.closeTo(30 / 70, 9),
        previousGenerations: 2,
        previousShare: expect.closeTo(2 / 62, 9),
        logLikelihood: expect.any(Number),
      },
    ])
  })
})
