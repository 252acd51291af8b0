import { randomUUID } from 'node:crypto'
import type { Event, GenerationEvent, Lifecycle, LifecycleStage } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, generationStart, HOUR, interaction, iso, MINUTE, NOW } from './support/events.js'

const IDS = ['a', 'b', 'c', "' OR 1=1 --", '1'] as const
const UUIDS = Array.from({ length: 4 }, (_, index) => `019a0000-0000-7000-8000-00000000000${index}`)
const ACTIONS = ['play', 'play_30s', 'play_complete', 'save', 'download', 'share', 'like', 'discard', 'click'] as const
const offset = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: -9 * DAY, max: 9 * DAY }),
)
const uuid = fc.constantFrom(...UUIDS)
const reference = fc.oneof(
  fc.constantFrom(...IDS),
  uuid,
  uuid.map((id) => id.toUpperCase()),
  uuid.map((id) => id.replaceAll('-', '')),
)
const made = fc.record({
  offset,
  own: fc.option(fc.constantFrom(...IDS, ...UUIDS), { nil: undefined }),
  uuid,
  outcome: fc.constantFrom('succeeded', 'succeeded', 'failed', 'cancelled'),
  parentId: fc.option(reference, { nil: undefined }),
  prompt: fc.constantFrom(undefined, 'calm rain', 'calm storm', 'storm'),
  mood: fc.constantFrom('calm', 'dark'),
  wait: fc.constantFrom(undefined, 0, 4),
})
const begun = fc.record({ offset, id: reference })
const done = fc.record({ offset, id: reference, action: fc.constantFrom(...ACTIONS) })

/** Each UUID is an event's once. */
const drawn = fc.record({
  generations: fc.uniqueArray(made, { maxLength: 12, selector: ({ own, uuid: id }) => (own === undefined ? id : {}) }),
  starts: fc.array(begun, { maxLength: 8 }),
  actions: fc.array(done, { maxLength: 40 }),
  onlyCalm: fc.boolean(),
})

const at = (event: Event) => Date.parse(event.occurredAt)
const hex = (id: string) => (/^(-*[0-9a-f]{2}){16}-*$/i.test(id) ? id.replaceAll('-', '').toLowerCase() : undefined)
type Track = { ownId: string | undefined; uuid: string; generations: GenerationEvent[] }

/** What a track is called, and what is not a track. */
function target(id: string, tracks: Track[]): Track | string {
  return (
    tracks.find(({ ownId }) => ownId === id) ??
    tracks.find((track) => track.ownId === undefined && track.uuid === hex(id)) ??
    hex(id) ??
    `id ${id}`
  )
}
const refersTo = (id: string | undefined, { ownId, uuid: own }: Track) =>
  id !== undefined && (ownId === undefined ? hex(id) === own : ownId === id)

/** The plain way: each track looked at by itself, everything compared with everything. */
function plainLifecycle(events: Event[], { from, to, onlyCalm }: { from: number; to: number; onlyCalm: boolean }) {
  const within = (event: Event) => at(event) >= from && at(event) < to
  const tracks: Track[] = []
  for (const event of events) {
    if (event.type !== 'generation' || !within(event)) continue
    const ownId = event.generationId === event.id ? undefined : event.generationId
    const id = hex(event.id) ?? ''
    const known = tracks.find((track) =>
      ownId === undefined ? track.uuid === id && !track.ownId : track.ownId === ownId,
    )
    if (known) known.generations.push(event)
    else tracks.push({ ownId, uuid: id, generations: [event] })
  }
  const passing = tracks.filter(({ generations }) => generations.some(({ mood }) => !onlyCalm || mood === 'calm'))
  const starts = events.flatMap((event) =>
    event.type === 'generation.start' && within(event) && !onlyCalm ? [event] : [],
  )
  const open = new Set(
    starts
      .filter(({ generationId }) => !tracks.some((track) => refersTo(generationId, track)))
      .map((each) => each.generationId),
  )
  const seen = passing.map((track) => {
    const inOrder = track.generations.toSorted((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1))
    const ready = inOrder.filter(({ outcome = 'succeeded' }) => outcome === 'succeeded')
    const finished = inOrder.filter(({ outcome = 'succeeded' }) => outcome !== 'cancelled')
    const times = (...words: string[]) =>
      events.flatMap((event) =>
        event.type === 'interaction' &&
        words.includes(event.action) &&
        refersTo(event.generationId, track) &&
        ready.some((one) => at(event) >= at(one) && at(event) <= at(one) + 7 * DAY)
          ? [at(event)]
          : [],
      )
    const begun = starts.filter(({ generationId }) => refersTo(generationId, track)).map(at)
    const wait = ready[0]?.generationSeconds
    const waited = ready[0] && wait !== undefined ? [at(ready[0]) - wait * 1_000] : []
    const stages: Record<LifecycleStage, number[]> = {
      requested: begun.length > 0 ? begun : waited,
      ready: ready.map(at),
      played: times('play', 'play_30s', 'play_complete'),
      played30s: times('play_30s', 'play_complete'),
      completed: times('play_complete'),
      kept: times('save', 'download', 'share', 'like'),
      saved: times('save'),
      downloaded: times('download'),
      shared: times('share'),
      liked: times('like'),
    }
    const first = <Value>(values: (Value | undefined)[]) => values.find((value) => value !== undefined)
    return {
      track,
      stages,
      finishedAt: finished[0] && at(finished[0]),
      parentId: first(inOrder.map((event) => event.parentId)),
      prompt: first(inOrder.map((event) => event.prompt)),
      name: track.ownId === undefined ? `uuid ${track.uuid}` : `id ${track.ownId}`,
    }
  })
  return { tracks, seen, open: open.size }
}

type Seen = ReturnType<typeof plainLifecycle>['seen']
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? null

function plainStages(seen: Seen, open: number) {
  const reached = (stage: LifecycleStage) =>
    stage === 'requested' ? seen : seen.filter(({ stages }) => stages[stage].length > 0)
  return (stage: LifecycleStage, after: LifecycleStage | null) => {
    const tracks = reached(stage).length + (stage === 'requested' ? open : 0)
    const before = after === null ? 0 : reached(after).length + (after === 'requested' ? open : 0)
    const times = seen.flatMap(({ stages }) => {
      const [own, earlier] = [stages[stage], after === null ? [] : stages[after]]
      return own.length > 0 && earlier.length > 0 ? [Math.max(0, Math.min(...own) - Math.min(...earlier))] : []
    })
    const middle = median(times)
    const all = seen.length + open
    return {
      stage,
      tracks,
      share: all === 0 ? null : tracks / all,
      after,
      conversion: before === 0 ? null : expect.objectContaining({ share: tracks / before }),
      medianSeconds: middle === null ? null : middle / 1_000,
    }
  }
}

function plainChains(seen: Seen, tracks: Track[]) {
  const tried = seen.filter(({ finishedAt }) => finishedAt !== undefined)
  const nodes = tried.map(
    ({ track, parentId }) => new Set([track, ...(parentId === undefined ? [] : [target(parentId, tracks)])]),
  )
  const chainOf = tried.map((_, index) => index)
  for (let changed = true; changed; ) {
    changed = false
    for (const [a, own] of nodes.entries()) {
      for (const [b, other] of nodes.entries()) {
        const [first, second] = [chainOf[a] ?? 0, chainOf[b] ?? 0]
        if (first >= second || ![...own].some((node) => other.has(node))) continue
        chainOf[b] = first
        changed = true
      }
    }
  }
  const chains = [...new Set(chainOf)].map((chain) =>
    tried
      .filter((_, index) => chainOf[index] === chain)
      .toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0) || (a.name < b.name ? -1 : 1))
      .map(({ stages }) => stages.kept.length > 0),
  )
  const keptAt = chains.flatMap((chain) => (chain.includes(true) ? [chain.indexOf(true) + 1] : []))
  const lost = chains.filter((chain) => !chain.includes(true)).map((chain) => chain.length)
  const tries = [...new Set([...keptAt, ...lost])].map((count) => Math.min(10, count))
  const many = (list: number[], count: number) => list.filter((each) => Math.min(10, each) === count).length
  return {
    found: chains.length,
    kept: keptAt.length,
    medianTries: median(keptAt),
    tries: [...new Set(tries)]
      .sort((a, b) => a - b)
      .map((count) => ({ tries: count, kept: many(keptAt, count), notKept: many(lost, count) })),
  }
}

describe('the lifecycle of tracks', () => {
  it('is what a plain look at each track says, in any order of arrival', async () => {
    const url = await newDatabase()
    let appId = 100
    const middle = NOW - 20 * DAY
    const store = await openTestStore({ url })
    const database = connect(url)
    await fc.assert(
      fc.asyncProperty(
        drawn,
        fc.infiniteStream(fc.nat()),
        async ({ generations, starts, actions, onlyCalm }, order) => {
          appId += 1
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'UTC', 0)",
            args: [appId, `app-${appId}`],
          })
          const events: Event[] = [
            ...generations.map(({ own, uuid: id, offset: after, outcome, parentId, prompt, mood, wait }) =>
              generation({
                id: own === undefined ? id : randomUUID(),
                at: middle + after,
                mood,
                outcome: outcome as 'succeeded',
                ...(own === undefined ? {} : { generationId: own }),
                ...(parentId === undefined ? {} : { parentId }),
                ...(prompt === undefined ? {} : { prompt }),
                ...(wait === undefined ? {} : { generationSeconds: wait }),
              }),
            ),
            ...starts.map(({ offset: after, id }) => generationStart({ at: middle + after, generationId: id })),
            ...actions.map(({ offset: after, id, action }) =>
              interaction({ at: middle + after, generationId: id, action }),
            ),
          ]
          const sent = events
            .map((event) => ({ event, key: order.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
          await store.importEvents([...sent.map(({ event }) => event), ...events.slice(0, 5)], appId)
          const [from, to] = [middle - DAY, middle + 2 * HOUR]
          const input = {
            range: { from: iso(from), to: iso(to) },
            by: 'mood' as const,
            filters: onlyCalm ? [{ dimension: 'mood' as const, op: 'is' as const, values: ['calm'] }] : [],
          }
          const answer = await store.insight({ name: 'lifecycle', appId, input })
          const { tracks, seen, open } = plainLifecycle(events, { from, to, onlyCalm })
          const stage = plainStages(seen, open)
          expect(answer.stages).toEqual([
            stage('requested', null),
            stage('ready', 'requested'),
            stage('played', 'ready'),
            stage('played30s', 'played'),
            stage('completed', 'played30s'),
            ...(['kept', 'saved', 'downloaded', 'shared', 'liked'] as const).map((each) => stage(each, 'ready')),
          ])
          expect(answer.chains).toEqual(plainChains(seen, tracks))
          const again = seen.filter(({ track, finishedAt, parentId, prompt }) => {
            if (finishedAt === undefined || parentId === undefined || prompt === undefined) return false
            const parent = seen.find((each) => each.track === target(parentId, tracks))
            if (!parent || parent.track === track || parent.finishedAt === undefined) return false
            return parent.stages.kept.length === 0 && parent.prompt !== undefined && parent.prompt !== prompt
          })
          const kept = again.filter(({ stages }) => stages.kept.length > 0).length
          expect(answer.changes).toEqual({ retries: again.length, kept, words: [] })
          const breakdown = await store.insight({
            name: 'breakdown',
            appId,
            input: { ...input, dimension: 'mood', by: undefined } as never,
          })
          const named = (rows: { value: string; succeeded: number; kept: number }[]) =>
            rows
              .filter(({ succeeded }) => succeeded > 0)
              .map(({ value, succeeded, kept: some }) => [value, succeeded, some])
          expect(named(answer.values ?? []).toSorted()).toEqual(named(breakdown.rows).toSorted())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('says which words, added or taken out, go with a new try that is kept', async () => {
    const store = await openTestStore()
    const retry = (index: number, { word, isKept }: { word: string; isKept: boolean }): Event[] => {
      const [first, second] = [`first ${index} ${word}`, `second ${index} ${word}`]
      const common = { at: NOW - HOUR + index * MINUTE }
      return [
        generation({ ...common, generationId: first, prompt: 'Rain, loud' }),
        generation({ ...common, generationId: second, parentId: first, prompt: `rain ${word}` }),
        ...(isKept ? [interaction({ at: NOW - MINUTE, action: 'save', generationId: second })] : []),
      ]
    }
    const events = Array.from({ length: 20 }, (_, index) => [
      ...retry(index, { word: 'PIANO', isKept: index < 18 }),
      ...retry(index, { word: 'drums', isKept: index < 2 }),
      ...(index < 4 ? retry(index, { word: 'rare', isKept: true }) : []),
    ]).flat()
    await store.importEvents(events, 1)
    const answer = await store.insight({ name: 'lifecycle', appId: 1, input: { range: { days: 1 } } })
    expect(answer.changes).toMatchObject({ retries: 44, kept: 24 })
    const told = answer.changes.words.map(({ change, word, retries, kept }) => [change, word, retries, kept])
    expect(told).toEqual([
      ['added', 'piano', 20, 18],
      ['removed', 'loud', 44, 24],
      ['added', 'drums', 20, 2],
    ])
    const [piano, , drums]: Lifecycle['changes']['words'] = answer.changes.words
    expect(piano?.lift).toBeCloseTo(18 / 20 / (6 / 24), 9)
    expect(piano?.falseDiscoveryRate).toBeLessThan(0.001)
    expect(drums?.falseDiscoveryRate).toBeGreaterThan(0.9)
  })
})

it('what is done with a track counts for seven days from when it is ready, and not a moment longer', async () => {
  const store = await openTestStore()
  const readyAt = NOW - 9 * DAY
  const played = (generationId: string, at: number) => interaction({ action: 'play', generationId, at })
  await store.importEvents(
    [
      ...['in time', 'too late', 'a day too late'].map((generationId) => generation({ at: readyAt, generationId })),
      played('in time', readyAt + 7 * DAY),
      played('too late', readyAt + 7 * DAY + 1),
      played('a day too late', readyAt + 8 * DAY),
    ],
    1,
  )
  const { stages } = await store.insight({ name: 'lifecycle', appId: 1, input: { range: { days: 10 } } })
  expect(stages.map(({ stage, tracks }) => [stage, tracks]).slice(0, 3)).toEqual([
    ['requested', 3],
    ['ready', 3],
    ['played', 1],
  ])
})
