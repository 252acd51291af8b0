import { type SQL, sql } from 'drizzle-orm'
import { listOf } from './covered.js'
import { hasSeveralValues, sourceOf } from './dimensions.js'
import type { NameFilter } from './names.js'

/** SQL condition over `event`, a generation: all filters hold. */
export const holdsAll = (filters: NameFilter[]): SQL =>
  filters.length === 0
    ? sql`true`
    : sql.join(
        filters.map((filter) => holds(filter)),
        sql` AND `,
      )

/** What is unknown is none of the values. */
function holds({ dimension, op, values, folds }: NameFilter): SQL {
  if (hasSeveralValues(dimension)) {
    const has = sql`EXISTS (SELECT 1 FROM label AS list JOIN json_each(list.value) AS entry
      WHERE list.id = event.instruments_id AND ${op === 'contains' ? contains(sql`entry.value`, values) : isOneOf(sql`entry.value`, values)})`
    return op === 'isNot' ? sql`NOT ${has}` : has
  }
  const { key, keys, code = 0 } = sourceOf(dimension)
  const raw = sql.raw(key)
  if (op === 'contains') {
    const text = keys === 'labels' ? sql`(SELECT value FROM label WHERE label.id = ${raw})` : raw
    return contains(text, values)
  }
  const isAny =
    keys === 'labels'
      ? sql`${raw} IN (${labelsOf({ code, values, folds })})`
      : isOneOf(raw, typeof keys === 'object' ? values.map(keys.toKey) : values)
  return op === 'isNot' ? sql`(${isAny}) IS NOT TRUE` : isAny
}

const isOneOf = (key: SQL, values: (string | number)[]): SQL =>
  sql`${key} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`

/** SQL of the numbers of labels that are one of the values, in any spelling where folds are given. */
export function labelsOf({
  code,
  values,
  folds,
}: {
  code: number
  values: string[]
  folds?: number[] | undefined
}): SQL {
  const exact = sql`SELECT id FROM label WHERE value IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
  if (folds === undefined) return exact
  return sql`${exact} UNION SELECT label_id FROM spelling WHERE dimension = ${code} AND fold IN ${listOf(folds)}`
}

/** SQL condition: the text contains any of the parts; small and capital letters of ASCII are the same. */
export const contains = (text: SQL, parts: string[]): SQL =>
  sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(parts)}) AS part WHERE instr(lower(${text}), lower(part.value)) > 0)`
