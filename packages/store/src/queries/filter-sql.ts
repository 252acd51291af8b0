import type { Filter } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { hasSeveralValues, sourceOf } from './dimensions.js'

/** SQL condition over `event`, a generation: all filters hold. */
export const holdsAll = (filters: Filter[]): SQL =>
  filters.length === 0
    ? sql`true`
    : sql.join(
        filters.map((filter) => holds(filter)),
        sql` AND `,
      )

/** What is unknown is none of the values. */
function holds({ dimension, op, values }: Filter): SQL {
  if (hasSeveralValues(dimension)) {
    const has = sql`EXISTS (SELECT 1 FROM label AS list JOIN json_each(list.value) AS entry
      WHERE list.id = event.instruments_id AND ${op === 'contains' ? contains(sql`entry.value`, values) : isOneOf(sql`entry.value`, values)})`
    return op === 'isNot' ? sql`NOT ${has}` : has
  }
  const { key, keys } = sourceOf(dimension)
  const raw = sql.raw(key)
  if (op === 'contains') {
    const text = keys === 'labels' ? sql`(SELECT value FROM label WHERE label.id = ${raw})` : raw
    return contains(text, values)
  }
  const isAny = isOneOf(raw, typeof keys === 'object' ? values.map(keys.toKey) : values, keys === 'labels')
  return op === 'isNot' ? sql`(${isAny}) IS NOT TRUE` : isAny
}

function isOneOf(key: SQL, values: (string | number)[], areLabels = false): SQL {
  const list = sql`SELECT value FROM json_each(${JSON.stringify(values)})`
  return areLabels ? sql`${key} IN (SELECT id FROM label WHERE value IN (${list}))` : sql`${key} IN (${list})`
}

/** SQL condition: the text contains any of the parts; small and capital letters of ASCII are the same. */
export const contains = (text: SQL, parts: string[]): SQL =>
  sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(parts)}) AS part WHERE instr(lower(${text}), lower(part.value)) > 0)`
