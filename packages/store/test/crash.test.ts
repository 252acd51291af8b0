import type { Event } from '@son1k/contract'
import { expect, it, vi } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { delivery } from './support/events.js'
import { startProgram } from './support/program.js'

/** Each kill comes after another number of acknowledged events, so at another moment of a commit. */
it.each([50, 333, 1_000])('has every acknowledged event once after a kill -9 (%d events)', async (count) => {
  const url = await newDatabase()
  const program = startProgram('ingest-until-killed', url)
  await vi.waitFor(() => expect(program.output().split('\n').length).toBeGreaterThan(count), {
    timeout: 50_000,
    interval: 5,
  })
  program.process.kill('SIGKILL')
  expect(await program.ended).toBe('SIGKILL')
  // The last line may be cut: that one is not acknowledged.
  const acknowledged: Event[] = program
    .output()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

  const store = await openTestStore({ url, now: Date.now })
  const again = await store.ingest(acknowledged, delivery({ receivedAt: Date.now() }))
  expect(again.filter(({ status }) => status !== 'duplicate')).toEqual([])
  const { rows } = await connect(url).execute(`
    SELECT count(*) AS events, count(DISTINCT uuid) AS ids, (SELECT sum(page_views) FROM session) AS page_views,
           (SELECT event_count FROM app) AS counted FROM event`)
  const [row] = rows
  // Events that were stored but not yet acknowledged may be there too, all of them whole.
  expect(Number(row?.events)).toBeGreaterThanOrEqual(acknowledged.length)
  expect([row?.ids, row?.page_views, row?.counted]).toEqual([row?.events, row?.events, row?.events])
})
