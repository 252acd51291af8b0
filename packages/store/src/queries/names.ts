import { type Dimension, type Filter, NAMED_DIMENSIONS, type NamedDimension, type NameForm } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { createNameTable, type NameTable } from '../music/name-table.js'
import { byBytes } from './by-bytes.js'
import type { Key } from './dimensions.js'
import { textsOf } from './key-texts.js'
import type { Database } from './question.js'

/** A filter; of names in any spelling, with the numbers of all of theirs. */
export type NameFilter = Filter & { folds?: number[] }

/** How a question tells names apart. */
export type Names = {
  /** What names of a dimension mean the same; undefined where each spelling is a value of its own. */
  tableOf(dimension: Dimension): NameTable | undefined
  withFolds(filters?: Filter[]): NameFilter[]
}

type NameRow = { dimension: NamedDimension; name: string; means: string }

/** The names of an app, in the form that a question asks for. */
export async function readNames(
  database: Database,
  { appId, form = 'folded' }: { appId: number; form?: NameForm | undefined },
): Promise<Names> {
  if (form === 'raw') return { tableOf: () => undefined, withFolds: (filters = []) => filters }
  const own = await database.all<NameRow>(sql`SELECT dimension, name, means FROM name_synonym WHERE app_id = ${appId}`)
  const tables = new Map<NamedDimension, NameTable>()
  const tableOf = (dimension: Dimension) => {
    if (!isNamed(dimension)) return undefined
    const table = tables.get(dimension) ?? createNameTable(dimension, own)
    tables.set(dimension, table)
    return table
  }
  return {
    tableOf,
    withFolds: (filters = []) =>
      filters.map((filter) => {
        const table = filter.op === 'contains' ? undefined : tableOf(filter.dimension)
        return table ? { ...filter, folds: [...new Set(filter.values.flatMap(table.foldsOf))] } : filter
      }),
  }
}

const isNamed = (dimension: Dimension): dimension is NamedDimension =>
  NAMED_DIMENSIONS.some((named) => named === dimension)

/** The names that some keys of a dimension, numbers of the dictionary, stand for: the same text for the same name. */
export async function namesOf(
  database: Database,
  keys: number[],
  { dimension, names }: { dimension: Dimension; names: Names },
): Promise<Map<Key, string>> {
  const table = names.tableOf(dimension)
  const texts = await textsOf(database, keys, dimension)
  return new Map([...texts].map(([key, text]) => [key, table?.canonical(text).key ?? text]))
}

/** A spelling of a name, and how many generations have it. */
type Spelling<Id> = { id: Id; text: string; generations: number }

/** The names that some spellings come down to; `shown` is the known form of the name, or else the most frequent spelling. */
export function groupSpellings<Id>(
  table: NameTable,
  spellings: Spelling<Id>[],
): { shown: string; spellings: Spelling<Id>[] }[] {
  const groups = new Map<string, { shown: string | undefined; spellings: Spelling<Id>[] }>()
  for (const spelling of spellings) {
    const { key, shown } = table.canonical(spelling.text)
    const group = groups.get(key) ?? { shown: undefined, spellings: [] }
    groups.set(key, group)
    group.shown ??= shown
    group.spellings.push(spelling)
  }
  return [...groups.values()].map(({ shown, spellings }) => ({ shown: shown ?? mostFrequent(spellings), spellings }))
}

/** By the number of generations, then by name in the order of code points. */
const mostFrequent = (spellings: Spelling<unknown>[]): string =>
  spellings.toSorted((a, b) => b.generations - a.generations || byBytes(a.text, b.text))[0]?.text ?? ''
