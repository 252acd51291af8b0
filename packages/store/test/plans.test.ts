import type { InStatement } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it, vi } from 'vitest'
import { storeEnds, storeEvents } from '../src/ingest/commit-sql.js'
import { Steps } from '../src/queries/steps.js'
import { createSummary } from '../src/queries/summary.js'
import { rebuildDay } from '../src/rollups/rebuild-sql.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { generation, HOUR, NOW, sessionStart } from './support/events.js'

/** A list that a statement was given, or one that it made for itself: not a table. */
const LIST = /^SCAN (part|edge|candidate|counted|bucket_of_window|bound|json_each|\(subquery-\d+\)|CONSTANT ROW)/

/** Raw events are read by their ids, which the parts of hours at the ends of the window give; and the newest one. */
const RAW = /^SEARCH event USING (INTEGER PRIMARY KEY|COVERING INDEX event_at \(app_id=\? AND type=\? AND at>\?\))/

it('no statement of a summary reads a table from end to end, or the events of the window', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  await store.importEvents([generation(), generation({ at: NOW - 40 * HOUR }), sessionStart()], 1)
  const client = connect(url)
  const execute = vi.spyOn(client, 'execute')
  const batch = vi.spyOn(client, 'batch')
  const asked = { appId: 1, now: NOW, sessionTimeoutMs: HOUR, input: { range: { days: 30 }, compare: true } }
  const steps = new Steps({ limitMs: HOUR, isCancelled: () => false })
  await createSummary()(drizzle(client), asked, steps)
  const statements = [
    ...execute.mock.calls.map(([statement]) => explained(statement)),
    ...batch.mock.calls.flatMap(([given]) => given.flatMap((each) => (Array.isArray(each) ? [] : explained(each)))),
  ]
  expect(statements.length).toBeGreaterThan(20)
  const scans: string[] = []
  for (const statement of statements) {
    const { rows } = await client.execute(statement)
    const steps = rows.map((row) => String(row.detail))
    scans.push(...steps.filter((step) => step.startsWith('SCAN') && !LIST.test(step)))
    scans.push(...steps.filter((step) => step.startsWith('SEARCH event') && !RAW.test(step)))
  }
  expect(scans).toEqual([])
})

/** The tables that grow with what is stored; `made` is the group's own generations under the name of the table. */
const GROWING = /^SCAN (event|session|label|user|agent|bucket|open_start|rollup_\w+|user_day|stored|hour|target)\b/
/** They hold the rows that the commit itself is changing, and nothing else. */
const OWN_ROWS = /USING (COVERING )?INDEX (session_new|session_undated|user_day_none)$/

it('no statement of a commit or a rebuild reads a table that grows from end to end', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  await store.importEvents([generation(), sessionStart()], 1)
  const lists = { labels: '[]', agents: '[]', users: '[]', sessions: '[]', events: '[]', ends: '[]', quarters: [] }
  const settings = { sessionTimeoutMs: HOUR, labelsPerDay: 10_000 }
  const has = { sessions: true, generations: true, starts: true }
  const group = { ...lists, ...settings, has, eventCount: 1, endCount: 1 }
  const client = connect(url)
  const scans: string[] = []
  for (const statement of [...storeEvents(group), ...storeEnds(group), ...rebuildDay(1, settings.labelsPerDay)]) {
    const { rows } = await client.execute(explained(statement))
    const steps = rows.map((row) => String(row.detail))
    const isOfGroup = steps.includes('MATERIALIZE made')
    scans.push(
      ...steps.filter((step) => GROWING.test(step) && !OWN_ROWS.test(step) && !(isOfGroup && step === 'SCAN event')),
    )
  }
  expect(scans).toEqual([])
})

const explained = (statement: InStatement): InStatement =>
  typeof statement === 'string'
    ? `EXPLAIN QUERY PLAN ${statement}`
    : { ...statement, sql: `EXPLAIN QUERY PLAN ${statement.sql}` }
