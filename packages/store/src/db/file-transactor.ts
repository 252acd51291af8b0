import Database from 'libsql'
import type { Insert } from './insert.js'
import type { Answer, Change, SqlValue, Transaction, Transactor } from './transaction.js'

type Opened = InstanceType<typeof Database>
/** Its parameters come as one array. */
type Statement = { all(args: SqlValue[]): unknown[]; run(args: SqlValue[]): unknown }

/** Rows that one statement inserts: each call into the driver costs as much as some values. */
const ROWS_A_CALL = [64, 16, 4, 1] as const

/** An hour, its day and its month. */
const MOST_TARGETS = 3

/** Counts what this connection has changed, and tells whether another one has. */
const STATE = 'SELECT total_changes(), (SELECT data_version FROM pragma_data_version)'

/**
 * Runs write transactions on a database file. Its statements are prepared once and kept, which `@libsql/client` does not:
 * preparing those of a commit takes longer than running them.
 * @param pragmas what the connection is set to before its first transaction
 */
export function openFileTransactor(path: string, pragmas: readonly string[]): Transactor {
  const database = new Database(path)
  const statements = createStatements(database)
  try {
    for (const pragma of pragmas) statements.of(pragma).all([])
  } catch (error) {
    database.close()
    throw error
  }
  let lastState = ''
  const state = () => String(statements.of(STATE).all([])[0])
  const transaction = (isNext: boolean): Transaction => ({
    isNext,
    read: async (questions) => questions.map(({ sql, args }) => rowsOf(statements.of(sql).all(args))),
    write: async (changes) => {
      for (const change of changes) statements.run(change)
    },
  })
  return {
    async run(task) {
      statements.of('BEGIN IMMEDIATE').run([])
      try {
        const result = await task(transaction(state() === lastState))
        lastState = state()
        statements.of('COMMIT').run([])
        return result
      } catch (error) {
        lastState = ''
        if (database.inTransaction) statements.of('ROLLBACK').run([])
        throw error
      }
    },
    close: () => void database.close(),
  }
}

function createStatements(database: Opened) {
  const prepared = new Map<string, Statement>()
  const bulk = new Map<Insert, Map<number, Statement>>()
  const prepare = (sql: string): Statement => {
    const statement = database.prepare(sql)
    if (statement.reader) statement.raw()
    return statement
  }
  const of = (sql: string): Statement => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const bulkOf = (insert: Insert, rowCount: number, targetCount: number): Statement => {
    const key = rowCount * (MOST_TARGETS + 1) + targetCount
    const ofInsert = bulk.get(insert) ?? new Map<number, Statement>()
    const statement: Statement = ofInsert.get(key) ?? prepare(insert.values(rowCount, targetCount))
    bulk.set(insert, ofInsert.set(key, statement))
    return statement
  }
  const insertRows = (insert: Insert, rows: SqlValue[][], targets: number[]) => {
    let done = 0
    for (const rowCount of ROWS_A_CALL) {
      for (; done + rowCount <= rows.length; done += rowCount) {
        bulkOf(insert, rowCount, targets.length).run(valuesOf(targets, rows, [done, done + rowCount]))
      }
    }
  }
  return {
    of,
    run(change: Change) {
      if (!('insert' in change)) of(change.sql).run(change.args)
      else if (change.targets) for (const part of inParts(change.targets)) insertRows(change.insert, change.rows, part)
      else insertRows(change.insert, change.rows, [])
    },
  }
}

/** Only so many statements are kept, however many hours a commit has. */
function* inParts(targets: number[]): Generator<number[]> {
  for (let done = 0; done < targets.length; done += MOST_TARGETS) yield targets.slice(done, done + MOST_TARGETS)
}

/** Some values, then those of some rows, one after the other; `flat` takes several times as long. */
function valuesOf(first: number[], rows: SqlValue[][], [from, to]: [number, number]): SqlValue[] {
  const values: SqlValue[] = [...first]
  for (let index = from; index < to; index++) for (const value of rows[index] ?? []) values.push(value)
  return values
}

/** Holds at run time: statements in raw mode answer arrays of the values that SQL has. */
const rowsOf = (rows: unknown[]) => rows as Answer
