import type { InStatement } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it, vi } from 'vitest'
import { createSummary } from '../src/queries/summary.js'
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
  await createSummary()(drizzle(client), asked)
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

const explained = (statement: InStatement): InStatement =>
  typeof statement === 'string'
    ? `EXPLAIN QUERY PLAN ${statement}`
    : { ...statement, sql: `EXPLAIN QUERY PLAN ${statement.sql}` }
