import type { Client } from '@libsql/client'
import { idsIn } from '../db/ids-in.js'
import { DIMENSIONS, INSTRUMENT, OTHER_LABEL } from '../rollups/define.js'

/** The tables whose rows others refer to by number, and that go when nobody does. */
export const DICTIONARIES = ['label', 'user', 'agent'] as const
export type Dictionary = (typeof DICTIONARIES)[number]

/** The tables that refer to them, by what their rows are read in portions of. */
const REFERRING = {
  event: { key: 'id', portion: 20_000 },
  session: { key: 'id', portion: 20_000 },
  rollup_label: { key: 'bucket_id', portion: 50 },
  user_day: { key: 'day_id', portion: 50 },
} as const
export const REFERRING_TABLES = ['event', 'session', 'rollup_label', 'user_day'] as const satisfies Referring[]
export type Referring = keyof typeof REFERRING

const LABELS_OF_EVENT = [
  'page_id',
  'context_id',
  'prompt_id',
  'style_id',
  'scale_id',
  'mood_id',
  'instruments_id',
  'error_id',
  'action_id',
  'element_id',
  'value_id',
  'error_group_id',
]
const { style, mood, scale, prompt, error, errorGroup } = DIMENSIONS
const LABEL_DIMENSIONS = [style, mood, scale, prompt, error, errorGroup, INSTRUMENT].map(({ code }) => code).join(', ')

const union = (columns: string[], from: string) =>
  columns.map((column) => `SELECT ${column} AS id ${from}`).join(' UNION ')

/** SQL of the numbers of a dictionary that some events refer to; their instruments too, which their rollups do. */
export const referredByEvents = (dictionary: Dictionary, events: string): string => {
  switch (dictionary) {
    case 'label':
      return `${union(LABELS_OF_EVENT, `FROM event WHERE ${events}`)}
        UNION SELECT instrument.id FROM (SELECT DISTINCT instruments_id FROM event WHERE ${events}) AS played
        JOIN label AS list ON list.id = played.instruments_id JOIN json_each(list.value) AS entry
        JOIN label AS instrument ON instrument.value = entry.value`
    case 'user':
      return `SELECT DISTINCT user_id AS id FROM event WHERE ${events}`
    case 'agent':
      return `SELECT DISTINCT agent_id AS id FROM event WHERE ${events}`
  }
}

/** SQL of the numbers of a dictionary that some rows of a table refer to; null where that table never does. */
function referredBy(table: Referring, dictionary: Dictionary): string | null {
  const { key } = REFERRING[table]
  const portion = `${key} > :after AND ${key} <= :upto`
  switch (table) {
    case 'event':
      return referredByEvents(dictionary, portion)
    case 'session':
      if (dictionary === 'agent') return null
      return `SELECT DISTINCT ${dictionary === 'user' ? 'user_id' : 'context_id'} AS id FROM session WHERE ${portion}`
    case 'rollup_label':
      if (dictionary !== 'label') return null
      return `SELECT DISTINCT label_id AS id FROM rollup_label
              WHERE ${portion} AND dimension IN (${LABEL_DIMENSIONS}) AND label_id <> ${OTHER_LABEL}`
    case 'user_day':
      return dictionary === 'user' ? `SELECT DISTINCT user_id AS id FROM user_day WHERE ${portion}` : null
  }
}

/** A portion of a table, by what it is read in; `upto` is included. */
export type Portion = { table: Referring; after: number; upto: number }

/** The portions of a table from a number on. */
export async function portionsOf(client: Client, { table, after }: Omit<Portion, 'upto'>): Promise<Portion[]> {
  const { key, portion } = REFERRING[table]
  const { rows } = await client.execute(
    `SELECT (SELECT min(${key}) FROM ${table} WHERE ${key} > ${after}) AS first, (SELECT max(${key}) FROM ${table}) AS last`,
  )
  const portions: Portion[] = []
  if (rows[0]?.first == null) return portions
  const last = Number(rows[0].last)
  for (let from = Number(rows[0].first) - 1; from < last; from += portion)
    portions.push({ table, after: from, upto: Math.min(from + portion, last) })
  return portions
}

export type References = Record<Dictionary, number[]>

/** What a portion refers to. */
export async function referencesOf(client: Client, { table, after, upto }: Portion): Promise<References> {
  const found: References = { label: [], user: [], agent: [] }
  for (const dictionary of DICTIONARIES) {
    const sql = referredBy(table, dictionary)
    if (sql === null) continue
    const { rows } = await client.execute({
      sql: `SELECT json_group_array(id) AS ids FROM (${sql}) WHERE id IS NOT NULL`,
      args: { after, upto },
    })
    found[dictionary] = idsIn(rows[0]?.ids)
  }
  return found
}

/** The numbers that a dictionary has in a range; `upto` is included. */
export async function entriesOf(
  client: Client,
  { dictionary, after, upto }: { dictionary: Dictionary; after: number; upto: number },
): Promise<number[]> {
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(id) AS ids FROM ${dictionary} WHERE id > ? AND id <= ?`,
    args: [after, upto],
  })
  return idsIn(rows[0]?.ids)
}

/** The largest number of a dictionary; 0 where it is empty. */
export async function lastEntryOf(client: Client, dictionary: Dictionary): Promise<number> {
  const { rows } = await client.execute(`SELECT max(id) AS last FROM ${dictionary}`)
  return Number(rows[0]?.last ?? 0)
}
