import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fingerprint } from '../src/ingest/fingerprint.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { generation, interaction } from './support/events.js'

const message = fc.constantFrom('', 'out of memory', 'job 17 failed', 'job 18 failed', "' OR 1=1 --", '\u{1f3b9} %_')
const stack = fc.constantFrom<unknown>(
  undefined,
  'Error\n    at render (https://a.example/app-3f2a9c1b.js:1:2)',
  'render@https://a.example/app.js:9:9',
  7,
  null,
  ['render@https://a.example/app.js:9:9'],
)
const error = fc.oneof(
  fc.record({ message, outcome: fc.constantFrom('failed' as const, 'succeeded' as const, 'cancelled' as const) }),
  fc.record({ message, stack, action: fc.constantFrom('error', 'click') }),
)

it('an error has the group of its fingerprint, whether it was stored with it or a rebuild gave it', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  const stored = `
    SELECT lower(hex(event.uuid)) AS id, label.value AS name
    FROM event LEFT JOIN label ON label.id = error_group_id ORDER BY event.uuid`
  const expected = new Map<string, string | null>()
  await fc.assert(
    fc.asyncProperty(fc.array(error, { minLength: 1, maxLength: 20 }), fc.boolean(), async (drawn, isMissing) => {
      const events = drawn.map((each) => {
        const { message: text } = each
        if ('outcome' in each) {
          const event = generation({ outcome: each.outcome, errorMessage: text })
          expected.set(event.id, each.outcome === 'failed' ? fingerprint(text) : null)
          return event
        }
        const metadata = each.stack === undefined ? {} : { metadata: { error_stack: each.stack as string } }
        const event = interaction({ action: each.action, value: text, ...metadata })
        const known = typeof each.stack === 'string' ? each.stack : undefined
        expected.set(event.id, each.action === 'error' ? fingerprint(text, known) : null)
        return event
      })
      await store.importEvents(events, 1)
      const read = async () =>
        Object.fromEntries((await database.execute(stored)).rows.map(({ id, name }) => [id, name]))
      const named = Object.fromEntries([...expected].map(([id, name]) => [id.replaceAll('-', ''), name]))
      expect(await read()).toEqual(named)
      const wrong = isMissing ? 'NULL' : '(SELECT max(id) FROM label)'
      await database.execute(`UPDATE event SET error_group_id = ${wrong}`)
      await store.rebuild()
      expect(await read()).toEqual(named)
    }),
    { numRuns: 25 },
  )
})
