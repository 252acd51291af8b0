import { randomUUID } from 'node:crypto'
import type { InStatement } from '@libsql/client'
import type { Event, Filter, InsightInputs, InsightName } from '@son1k/contract'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openTransactor } from '../src/db/client.js'
import type { Insertion, Transactor } from '../src/db/transaction.js'
import { commit } from '../src/ingest/commit.js'
import { encodeRow } from '../src/ingest/encoded-row.js'
import { eventRow } from '../src/ingest/event-row.js'
import { IMPORT_AGENT } from '../src/ingest/import-agent.js'
import { WriterMemory } from '../src/ingest/memory.js'
import { askInsight } from '../src/queries/insights.js'
import type { Database } from '../src/queries/question.js'
import { Steps } from '../src/queries/steps.js'
import { createSummary } from '../src/queries/summary.js'
import { countEvents, countSessions } from '../src/retention/count-prunable.js'
import { forgetEntries } from '../src/retention/forget-entries.js'
import { pruneEvents, pruneSessions } from '../src/retention/prune-raw.js'
import { pruneRollups, ROLLUP_PARTS } from '../src/retention/prune-rollups.js'
import {
  DICTIONARIES,
  entriesOf,
  lastEntryOf,
  portionsOf,
  REFERRING_TABLES,
  referencesOf,
} from '../src/retention/references.js'
import { reachOf } from '../src/retention/watermarks.js'
import { rebuildDay } from '../src/rollups/rebuild-sql.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { generation, generationStart, HOUR, interaction, NOW, sessionEnd, sessionStart } from './support/events.js'

/** A list that a statement was given, or one that it made for itself: not a table. */
const LIST =
  /^SCAN (\w+ VIRTUAL TABLE|part|piece|edge|candidate|counted|found|ranked|wanted|cell|member|placed|listed|spelled|unsearchable_prompt|ingest_cursor|bucket_of_window|bound|json_each|\(subquery-\d+\)|CONSTANT ROW)/

/** Raw events are read by their ids, which the parts of hours at the ends of the window give; and the newest one. */
const RAW = /^SEARCH event USING (INTEGER PRIMARY KEY|COVERING INDEX event_at \(app_id=\? AND type=\? AND at>\?\))/

const aMonth = { appId: 1, now: NOW, sessionTimeoutMs: HOUR }
const range = { days: 30 }
const isLofi: Filter = { dimension: 'style', op: 'is', values: ['lofi'] }
const insight =
  <Name extends InsightName>(name: Name, input: InsightInputs[Name]): Question =>
  (database, steps) =>
    askInsight(database, { ...aMonth, name, input }, steps)

type Question = (database: Database, steps: Steps) => Promise<unknown>
const ROLLED_UP: [string, number, Question][] = [
  [
    'a summary',
    20,
    (database, steps) => createSummary()(database, { ...aMonth, input: { range, compare: true } }, steps),
  ],
  ['a timeseries', 5, insight('timeseries', { range, metric: 'p95GenerationSeconds', interval: 'day', compare: true })],
  ['a timeseries by month', 5, insight('timeseries', { range, metric: 'sessions', interval: 'month' })],
  ['a timeseries by style', 5, insight('timeseries', { range, metric: 'successRate', interval: 'day', by: 'style' })],
  [
    'a timeseries by instrument',
    5,
    insight('timeseries', { range, metric: 'failed', interval: 'day', by: 'instrument' }),
  ],
  [
    'a timeseries of a style',
    5,
    insight('timeseries', { range, metric: 'failed', interval: 'day', filters: [isLofi] }),
  ],
  ['a breakdown by prompt', 5, insight('breakdown', { range, dimension: 'prompt', search: 'a', metric: 'failed' })],
  ['a breakdown by tempo', 5, insight('breakdown', { range, dimension: 'tempoBand' })],
  ['the hours', 5, insight('hours', { range, metric: 'events' })],
  ['the latency', 5, insight('latency', { range })],
  ['the prompts', 5, insight('prompts', { range })],
  ['prompts of a search', 5, insight('prompts', { range, search: 'lofi' })],
  ['the families of prompts', 5, insight('promptFamilies', { range })],
  ['the terms of prompts', 6, insight('promptTerms', { range })],
  ['the lengths of prompts', 4, insight('promptLengths', { range })],
  ['the retention', 3, insight('retention', { range, interval: 'week' })],
]

const isSong: Filter = { dimension: 'mood', op: 'contains', values: ['a'] }
const byParts = { range, filters: [isLofi, isSong] }
const FROM_RAW: [string, number, Question][] = [
  ['a timeseries of two filters', 3, insight('timeseries', { ...byParts, metric: 'failed', interval: 'hour' })],
  ['a breakdown by instrument', 3, insight('breakdown', { ...byParts, dimension: 'instrument' })],
  ['a breakdown by browser', 3, insight('breakdown', { range, dimension: 'browser' })],
  ['a breakdown by language', 3, insight('breakdown', { range, dimension: 'language' })],
  ['a breakdown with details', 5, insight('breakdown', { ...byParts, dimension: 'instrument', details: true })],
  ['the latency by page', 3, insight('latency', { range, by: 'page' })],
  [
    'a summary of a filter',
    14,
    (database, steps) => createSummary()(database, { ...aMonth, input: { ...byParts, compare: true } }, steps),
  ],
  ['the patience', 2, insight('patience', byParts)],
  ['a funnel', 2, insight('funnel', { range, per: 'user', steps: [{ state: 'requested' }, { action: 'save' }] })],
  [
    'a funnel of a style',
    2,
    insight('funnel', { ...byParts, per: 'session', steps: [{ state: 'requested' }, { action: 'save' }] }),
  ],
  ['the retention of who made something', 4, insight('retention', { ...byParts, interval: 'week' })],
  ['the prompts of a style', 5, insight('prompts', byParts)],
  ['prompts of a style and a search', 5, insight('prompts', { ...byParts, search: 'lofi' })],
  ['the families of prompts of a style', 4, insight('promptFamilies', byParts)],
  ['the terms of prompts of a style', 5, insight('promptTerms', byParts)],
  ['the lengths of prompts of a style', 3, insight('promptLengths', byParts)],
  ['what AI does', 2, insight('ai', byParts)],
  ['a matrix', 2, insight('matrix', byParts)],
  ['the quality', 5, insight('quality', { range })],
  ['the errors', 12, insight('errors', { range })],
  ['the lifecycle', 6, insight('lifecycle', { range, by: 'instrument' })],
  ['users', 5, insight('users', { range, sort: 'keepRate', limit: 10, search: 'u' })],
  ['users who made something', 6, insight('users', { ...byParts })],
  ['a user', 9, insight('user', { range, userId: 'user_1' })],
  ['a timeline', 4, insight('userTimeline', { range, userId: 'user_1' })],
]

/** They are read by their time, a part of the window at once, errors by an index of their own; those of a page, by their ids, and starts by the very time of each. And the newest. */
const BY_TIME =
  /^SEARCH event USING (INTEGER PRIMARY KEY|(COVERING )?INDEX (event_at \(app_id=\? AND type=\? AND|event_error \(app_id=\? AND) at>\? AND at<\?\)|INDEX event_at \(app_id=\? AND type=\? AND at=\?\)|COVERING INDEX event_at \(app_id=\? AND type=\? AND at>\?\))/

it.each([
  ['rollups answer reads a table from end to end, or the events of the window', ROLLED_UP, RAW],
  ['rollups do not answer reads a table from end to end, or events of another time', FROM_RAW, BY_TIME],
])('no statement of a question that %s', async (_, questions, allowed) => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const failed = generation({ outcome: 'failed', errorMessage: 'no' })
  const thrown = interaction({ action: 'error', value: 'no' })
  await store.importEvents([generation(), generation({ at: NOW - 40 * HOUR }), sessionStart(), failed, thrown], 1)
  const client = connect(url)
  const bad: string[] = []
  for (const [name, fewest, question] of questions) {
    const execute = vi.spyOn(client, 'execute')
    const batch = vi.spyOn(client, 'batch')
    await question(drizzle(client), new Steps({ limitMs: HOUR, isCancelled: () => false }))
    const statements = [
      ...execute.mock.calls.map(([statement]) => explained(statement)),
      ...batch.mock.calls.flatMap(([given]) => given.flatMap((each) => (Array.isArray(each) ? [] : explained(each)))),
    ]
    vi.restoreAllMocks()
    expect(statements.length, name).toBeGreaterThanOrEqual(fewest)
    for (const statement of statements) {
      const { rows } = await client.execute(statement)
      const steps = rows.map((row) => String(row.detail))
      const isBad = (step: string) =>
        (step.startsWith('SCAN') && !LIST.test(step)) || (step.startsWith('SEARCH event') && !allowed.test(step))
      bad.push(...steps.filter(isBad).map((step) => `${name}: ${step}`))
    }
  }
  expect(bad).toEqual([])
})

/** The tables that grow with what is stored; `made` is the group's own generations under the name of the table. */
const GROWING =
  /^SCAN (event|keep|generation|begun|session|label|user|agent|bucket|hour|open|open_start|rollup_\w+|user_day|prompt_user|known|stored|hour|target)\b/
/** All events of a type, one after the other. */
const WHOLE_TYPE = /\bevent_at \(app_id=\? AND type=\?\)$/
/** It holds the rows that the commit itself is changing, and nothing else. */
const OWN_ROWS = /USING (COVERING )?INDEX user_day_none$/

it('no statement of a commit or a rebuild reads a table that grows from end to end', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url, labelsPerDay: 1, promptMinUsers: 2 })
  const sessionId = randomUUID()
  const [begun, ended] = [generationStart(), generationStart()]
  const [own, unnamed] = [generation({ generationId: 'own' }), generation()]
  await store.importEvents([begun, ended, own, unnamed, generation({ style: 'first' }), sessionStart({ sessionId })], 1)
  const recorded = record(await openTransactor({ url }))
  onTestFinished(() => recorded.close())
  const events: Event[] = [
    // A late event moves the session's start to another user and day, a new style finds no room, and starts are closed.
    interaction({ sessionId, at: NOW - 30 * HOUR, userId: 'other' }),
    sessionStart({ sessionId, at: NOW - 29 * HOUR, context: { language: 'es' } }),
    generation({ style: 'second', generationId: begun.generationId }),
    generation({ id: ended.generationId, instruments: ['piano'] }),
    generationStart({ sessionId: randomUUID() }),
    interaction({ action: 'save', generationId: 'own' }),
    interaction({ action: 'share', generationId: unnamed.id }),
  ]
  const row = (event: Event) =>
    eventRow(event, { appId: 1, at: Date.parse(event.occurredAt), receivedAt: NOW, agent: IMPORT_AGENT })
  const rows = (of: Event[]) => `[${of.map((event) => encodeRow(row(event))).join(',')}]`
  const group = {
    events: rows(events),
    ends: rows([sessionEnd({ sessionId })]),
    sessionTimeoutMs: HOUR,
    labelsPerDay: 1,
    promptMinUsers: 2,
  }
  expect(await commit(recorded, group, new WriterMemory())).toEqual({ event: [], end: [] })
  expect(recorded.statements.size).toBeGreaterThan(30)
  const client = connect(url)
  const scans: string[] = []
  for (const statement of [
    ...recorded.statements,
    ...rebuildDay({ bucketId: 1, isFirst: false, labelsPerDay: 10_000 }),
  ]) {
    const { rows } = await client.execute(explained(statement))
    const steps = rows.map((row) => String(row.detail))
    const isOfGroup = steps.includes('MATERIALIZE made')
    scans.push(
      ...steps.filter(
        (step) =>
          WHOLE_TYPE.test(step) ||
          (GROWING.test(step) && !OWN_ROWS.test(step) && !(isOfGroup && step === 'SCAN event')),
      ),
    )
  }
  expect(scans).toEqual([])
})

const formsOf = ({ insert, targets }: Insertion) =>
  targets ? [insert.values(2, 3), insert.listForTargets] : [insert.values(2), insert.list]

/** Notes the SQL that runs through a transactor, in the forms for files and for remote databases. */
function record(transactor: Transactor): Transactor & { statements: Set<string> } {
  const statements = new Set<string>()
  return {
    statements,
    close: () => transactor.close(),
    run: (task) =>
      transactor.run((transaction) =>
        task({
          isNext: transaction.isNext,
          read(questions) {
            for (const { sql } of questions) statements.add(sql)
            return transaction.read(questions)
          },
          write(changes) {
            for (const change of changes) {
              if ('insert' in change) for (const sql of formsOf(change)) statements.add(sql)
              else statements.add(change.sql)
            }
            return transaction.write(changes)
          },
        }),
      ),
  }
}
it('no statement of pruning reads a table that grows from end to end', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  await store.importEvents([generation(), sessionStart()], 1)
  const client = connect(url)
  const execute = vi.spyOn(client, 'execute')
  const batch = vi.spyOn(client, 'batch')
  const slice = { appId: 1, from: 0, before: NOW - HOUR }
  const events = { ...slice, type: 4, receivedBefore: NOW }
  await reachOf(client, { retentionDays: 30, now: NOW })
  await pruneEvents(client, { ...events, rows: 100 })
  await countEvents(client, events)
  await pruneSessions(client, { ...slice, rows: 100 })
  await countSessions(client, slice)
  for (const part of ROLLUP_PARTS) await pruneRollups(client, { appId: 1, rawFrom: 0, rollupsFrom: 0, rows: 100, part })
  for (const table of REFERRING_TABLES) {
    for (const portion of await portionsOf(client, { table, after: 0 })) await referencesOf(client, portion)
  }
  for (const dictionary of DICTIONARIES) {
    await entriesOf(client, { dictionary, after: 0, upto: 10 })
    await lastEntryOf(client, dictionary)
    await forgetEntries(client, { dictionary, ids: [1], seenEventId: 5 })
  }
  const statements = [
    ...execute.mock.calls.map(([statement]) => explained(statement)),
    ...batch.mock.calls.flatMap(([given]) => given.flatMap((each) => (Array.isArray(each) ? [] : explained(each)))),
  ]
  vi.restoreAllMocks()
  expect(statements.length).toBeGreaterThan(30)
  const scans: string[] = []
  for (const statement of statements) {
    const { rows } = await client.execute(statement)
    scans.push(...rows.map((row) => String(row.detail)).filter((step) => GROWING.test(step)))
  }
  // The newest event: from the end of the table, and no further.
  expect(scans).toEqual(['SCAN event'])
})

const explained = (statement: InStatement): InStatement =>
  typeof statement === 'string'
    ? `EXPLAIN QUERY PLAN ${statement}`
    : { ...statement, sql: `EXPLAIN QUERY PLAN ${statement.sql}` }
