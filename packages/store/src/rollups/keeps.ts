import { KEEP_ACTIONS } from '@son1k/contract/event'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { DAY_MS } from '../time/local-days.js'

// A succeeded generation is kept, once, when somebody saves, downloads, shares or likes its track, not before it was there
// and within seven days. Both rows are marked by the commit that has the later one of them, so that questions and rollups
// need not look for the other. Rows of one track may come in any order.

/** A keep counts for generations that are at most so old. */
export const KEPT_WITHIN_MS = 7 * DAY_MS

/** SQL condition of the index of keeps. */
export const IS_MARKED_KEEP = `type = ${TYPE_CODES.interaction} AND kept = 1`

/** SQL of what keeps are found by: a UUID, however it is written, or else the text. */
export const keepKey = (generationId: string) =>
  `CASE length(unhex(${generationId}, '-')) WHEN 16 THEN unhex(${generationId}, '-') ELSE ${generationId} END`

const ACTIONS = KEEP_ACTIONS.map((action) => `'${action}'`).join(', ')

/** SQL condition: the event keeps a track. */
export const isKeep = `(event.type = ${TYPE_CODES.interaction} AND event.generation_id IS NOT NULL
  AND event.action_id IN (SELECT id FROM label WHERE value IN (${ACTIONS})))`

/** SQL condition: the event is a generation that one of the marked keeps keeps. One without an id of its own goes by its UUID. */
export const isKept = `(event.outcome = ${OUTCOME_CODES.succeeded} AND EXISTS (
  SELECT 1 FROM event AS keep WHERE keep.type = ${TYPE_CODES.interaction} AND keep.kept = 1 AND keep.app_id = event.app_id
  AND ${keepKey('keep.generation_id')} = coalesce(${keepKey('event.generation_id')}, event.uuid)
  AND keep.at >= event.at AND keep.at <= event.at + ${KEPT_WITHIN_MS}
  AND (event.generation_id IS NULL OR keep.generation_id = event.generation_id)))`

/** The statement that marks the keeps among some events, and no others. */
export const markKeeps = (events: string) => mark(`${events} AND event.type <> ${TYPE_CODES.generation}`, isKeep)

/** The statement that marks the generations among some events that were kept, and no others. */
export const markKept = (events: string) => mark(`${events} AND event.type = ${TYPE_CODES.generation}`, isKept)

const mark = (events: string, isMarked: string) => `
UPDATE event SET kept = CASE WHEN ${isMarked} THEN 1 END
WHERE ${events} AND (event.kept IS NOT NULL) <> coalesce(${isMarked}, false)`
