import { type LegacyRow, openLegacy } from '@son1k/store'
import { idOf, uuidOf } from './event-id.js'
import { instantOf } from './local-time.js'
import { isFields, type RowContent, type Source, type SourceRow } from './source.js'

type Values = LegacyRow['values']

/**
 * The old server's database as events: a generation or an interaction is one, a session its start and, if it has ended,
 * its end. The id of each is made of its row, so that a row that is read again is the same event.
 * @param timeZone of the machine that the old server ran on: it wrote times without one
 */
export async function openLegacyEvents(file: string, timeZone: string): Promise<Source> {
  const legacy = await openLegacy(file)
  let done = 0
  async function* rows(): AsyncGenerator<SourceRow> {
    for await (const page of legacy.read()) {
      for (const row of page) {
        done++
        yield { place: `${row.table} row ${row.row}`, row: row.values, ...eventsOf(row, timeZone) }
      }
    }
  }
  return { rows: rows(), total: legacy.rows, done: () => done, close: () => legacy.close() }
}

function eventsOf(row: LegacyRow, timeZone: string): RowContent {
  const read = createColumnReader(row.values, timeZone)
  const events = readTable(row, read)
  return read.problems.length > 0 ? { problem: read.problems.join('; ') } : { events, names: 'rest' }
}

function readTable({ table, row, values }: LegacyRow, read: ColumnReader): unknown[] {
  switch (table) {
    case 'music_generations':
      return [
        {
          type: 'generation',
          id: idOf(table, values.id ?? row, values),
          occurredAt: read.time('timestamp'),
          generationId: read.known('id'),
          ...trackOf(values, read),
        },
      ]
    case 'user_interactions': {
      const [userId, action, element, value] = ['user_id', 'action', 'element', 'value'].map(read.known)
      return [
        {
          type: 'interaction',
          id: idOf(table, values.id ?? row, values),
          occurredAt: read.time('timestamp'),
          sessionId: uuidOf('session', values.session_id),
          ...{ userId, action, element, value },
          metadata: read.json('metadata'),
        },
      ]
    }
    case 'user_sessions': {
      const { session_id: session, user_id: user, start_time: start, end_time: end } = values
      const known = { userId: read.known('user_id'), sessionId: uuidOf('session', session) }
      // The end has an id of its own: a session that went on at the last import may have ended since.
      const started = { ...known, type: 'session.start', id: idOf(table, session, user, start) }
      const ended = { ...known, type: 'session.end', id: idOf(table, session, user, start, end) }
      const starts = [{ ...started, occurredAt: read.time('start_time') }]
      return end === null || end === undefined || end === ''
        ? starts
        : [...starts, { ...ended, occurredAt: read.time('end_time') }]
    }
  }
}

function trackOf(values: Values, read: ColumnReader) {
  const [userId, prompt, style, scale, mood] = ['user_id', 'prompt', 'style', 'scale', 'mood'].map(read.known)
  return {
    ...{ userId, prompt, style, scale, mood },
    durationSeconds: read.known('duration'),
    // No music has none: it stood for "not known".
    tempoBpm: values.tempo === 0 ? undefined : read.known('tempo'),
    generationSeconds: read.known('generation_time'),
    instruments: read.json('instruments'),
    aiEnhanced: isTrue(values.ai_enhanced ?? 0),
    outcome: isTrue(values.success ?? 1) ? 'succeeded' : 'failed',
    errorMessage: values.error_message ?? null,
  }
}

type ColumnReader = ReturnType<typeof createColumnReader>

/** Reads columns of a row, and notes what is wrong with them. */
function createColumnReader(values: Values, timeZone: string) {
  const problems: string[] = []
  return {
    problems,
    known: (column: string) => values[column] ?? undefined,
    time(column: string): string | undefined {
      const instant = instantOf(values[column], timeZone)
      if (instant === undefined) problems.push(`${column} must be a date and time such as 2025-09-25T22:00:17.401066`)
      return instant
    },
    json(column: string): unknown {
      const text = values[column]
      if (text === null || text === undefined || text === '') return undefined
      const value = parseJson(String(text))
      if (!isFields(value) && !Array.isArray(value)) problems.push(`${column} must be JSON`)
      return value
    },
  }
}

/** SQLite has no booleans: Python writes 1 and 0, other programs words. */
const isTrue = (value: string | number) => !['0', '', 'false', 'f', 'no'].includes(String(value).toLowerCase())

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
