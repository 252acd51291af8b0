import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, HOUR, iso, MINUTE, NOW } from './support/events.js'
import { referenceSummary } from './support/summary-reference.js'

const LABELS = Array.from({ length: 24 }, (_, index) => `style ${index}`)
/** How often each label was made, in each of some parts of the time: often enough that a few of them lead. */
const counts = fc.array(
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1, 2) }, fc.integer({ min: 3, max: 9 })), {
    minLength: LABELS.length,
    maxLength: LABELS.length,
  }),
  { minLength: 1, maxLength: 4 },
)
/** Days, hours, and parts of an hour before `NOW`, which is half past. */
const PARTS = [2 * DAY, 3 * DAY, 90 * MINUTE, 10 * MINUTE]

it('the ten most popular labels are found among many, though each part of the time has other leaders', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  let appId = 100
  await fc.assert(
    fc.asyncProperty(
      counts,
      fc.constantFrom(3 * DAY + 9 * HOUR, 4 * DAY, 2 * DAY + 20 * MINUTE),
      async (drawn, age) => {
        appId += 1
        await database.execute({
          sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'UTC', 0)",
          args: [appId, `app-${appId}`],
        })
        const events = drawn.flatMap((ofPart, part) =>
          ofPart.flatMap((count, label) =>
            Array.from({ length: count }, () =>
              generation({ at: NOW - (PARTS[part] ?? 0), style: LABELS[label] ?? '' }),
            ),
          ),
        )
        await store.importEvents(events, appId)
        const window = { from: NOW - age, to: NOW - 5 * MINUTE }
        const range = { from: iso(window.from), to: iso(window.to) }
        const { popularStyles } = await store.summary(appId, { range })
        expect(popularStyles).toEqual(referenceSummary(events, { ...window, now: NOW, zone: 'UTC' }).popularStyles)
      },
    ),
    { numRuns: 60 },
  )
})
