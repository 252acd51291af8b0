import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { HOUR_MS } from '../time/local-days.js'
import { addToTotals } from './apply.js'

// The same as `started-tracks.ts`, in SQL, for all events of a day.

/** SQL condition: `ending`, an event, ends the generation that started at `at` within an hour, or says it was abandoned. */
const isInTime = (at: string) =>
  `(ending.at <= ${at} + ${HOUR_MS} OR ending.outcome = ${OUTCOME_CODES.abandoned}) AND ending.type = ${TYPE_CODES.generation}`

const sameStart = (other: string, start: string) => `
  ${other}.app_id = ${start}.app_id AND ${other}.generation_id = ${start}.generation_id`

/** SQL of the different starts, among some events, that no stored event ends in time. */
const openAmong = (events: string) => `
  SELECT DISTINCT event.app_id, event.generation_id, event.at, event.hour_id
  FROM event WHERE ${events} AND event.type = ${TYPE_CODES['generation.start']}
  AND NOT EXISTS (SELECT 1 FROM event AS ending WHERE ${sameStart('ending', 'event')}
                  AND ending.generation_id IS NOT NULL AND ${isInTime('event.at')})
  AND NOT EXISTS (SELECT 1 FROM event AS ending WHERE ending.app_id = event.app_id
                  AND ending.uuid = unhex(event.generation_id, '-') AND ending.generation_id IS NULL AND ${isInTime('event.at')})
  AND NOT EXISTS (SELECT 1 FROM open_start AS known WHERE ${sameStart('known', 'event')} AND known.at = event.at)`

const countStarts = (starts: string) => `SELECT hour_id, count(*) AS open_starts FROM (${starts}) GROUP BY hour_id`

const addStarts = (events: string) => `
INSERT INTO open_start (app_id, generation_id, at, hour_id, uuid, is_repeat)
SELECT fresh.app_id, fresh.generation_id, fresh.at, fresh.hour_id,
       CASE WHEN length(unhex(fresh.generation_id, '-')) = 16 THEN unhex(fresh.generation_id, '-') END,
       EXISTS (SELECT 1 FROM open_start AS earlier WHERE ${sameStart('earlier', 'fresh')} AND earlier.at < fresh.at)
FROM (${openAmong(events)}) AS fresh`

/**
 * The start after a new one is a repetition now; those after that are already. The plus keeps the distinct ones from
 * being read off an index of all events that there are.
 */
const markNext = (events: string) => `
UPDATE open_start SET is_repeat = 1
FROM (SELECT DISTINCT +event.app_id AS app_id, event.generation_id, event.at FROM event
      WHERE ${events} AND event.type = ${TYPE_CODES['generation.start']}) AS fresh
WHERE ${sameStart('open_start', 'fresh')} AND open_start.is_repeat = 0
  AND open_start.at = (SELECT min(later.at) FROM open_start AS later
                       WHERE ${sameStart('later', 'fresh')} AND later.at > fresh.at)`

/** The statements that add the starts among some events that are open, after their buckets have totals. */
export const addOpenStarts = (events: string) => [
  addToTotals(['open_starts'], countStarts(openAmong(events))),
  addStarts(events),
  markNext(events),
]

/** The statement that adds some open starts, which are known, to the totals of their buckets. */
export const countOpenStarts = (starts: string) =>
  addToTotals(
    ['open_starts'],
    `SELECT hour_id, count(*) AS open_starts FROM open_start WHERE ${starts} GROUP BY hour_id`,
  )
