import { hourIdAt } from '../rollups/buckets.js'
import { ROW_FIELDS, type RowField } from './event-row.js'

/** SQL of a field of an encoded row, in a statement whose `row` has one as `value`. */
export const field = (name: RowField) => `row.value->>${ROW_FIELDS.indexOf(name)}`

/** SQL of a UUID field as 16 bytes. */
export const uuidField = (name: 'uuid' | 'sessionId') => `unhex(${field(name)}, '-')`

/** SQL of the dictionary's number for a text field; null for none. */
const labelField = (name: RowField) => `(SELECT id FROM label WHERE value = ${field(name)})`

const cursor = '(SELECT last_event_id FROM ingest_cursor)'
/** SQL condition: the event was stored by the group that is being committed. */
export const isNewEvent = `event.id > ${cursor}`

/** SQL of the id that an event gets by its place in the group. */
export const placeToId = (place: string) => `${cursor} + 1 + ${place}`

type EventColumns = { userId: string; sessionId: string; at: string }

/**
 * The columns of an event and the SQL of their values. Its id is the place in the group above the cursor, so that after
 * the insertion the ids tell which rows were stored.
 */
export function eventColumns({ userId, sessionId, at }: EventColumns): Record<string, string> {
  return {
    id: placeToId('row.key'),
    app_id: field('appId'),
    uuid: uuidField('uuid'),
    type: field('type'),
    user_id: userId,
    session_id: sessionId,
    at,
    received_at: field('receivedAt'),
    client_skew_ms: field('clientSkewMs'),
    seq: field('seq'),
    page_id: labelField('page'),
    agent_id: `(SELECT id FROM agent WHERE value = ${field('agent')})`,
    context_id: labelField('context'),
    generation_id: field('generationId'),
    parent_id: field('parentId'),
    prompt_id: labelField('prompt'),
    style_id: labelField('style'),
    scale_id: labelField('scale'),
    mood_id: labelField('mood'),
    duration_ms: field('durationMs'),
    tempo_milli_bpm: field('tempoMilliBpm'),
    instruments_id: labelField('instruments'),
    ai_enhanced: field('aiEnhanced'),
    params: field('params'),
    outcome: field('outcome'),
    generation_ms: field('generationMs'),
    error_id: labelField('error'),
    action_id: labelField('action'),
    element_id: labelField('element'),
    value_id: labelField('value'),
    metadata: field('metadata'),
    hour_id: hourIdAt(field('appId'), at),
  }
}
