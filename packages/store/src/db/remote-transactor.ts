import type { Client, InStatement, Row, Value } from '@libsql/client'
import type { Change, SqlValue, Transaction, Transactor } from './transaction.js'

/**
 * Runs write transactions on a remote database: a round trip for each `read` and `write`, and one to commit. Others may
 * write to it in between, so nothing is known from the last one.
 */
export const createRemoteTransactor = (client: Client): Transactor => ({
  async run(task) {
    const remote = await client.transaction('write')
    const transaction: Transaction = {
      isNext: false,
      read: async (questions) => (await remote.batch(questions)).map(({ rows }) => rows.map(valuesOf)),
      write: async (changes) => {
        const statements = changes.filter(changesSome).map(toStatement)
        if (statements.length > 0) await remote.batch(statements)
      },
    }
    try {
      const result = await task(transaction)
      await remote.commit()
      return result
    } finally {
      remote.close()
    }
  },
  close: () => client.close(),
})

const changesSome = (change: Change) => !('insert' in change) || change.rows.length > 0

function toStatement(change: Change): InStatement {
  if (!('insert' in change)) return change
  const { insert, rows, targets } = change
  const list = insert.listOf(rows)
  if (targets === undefined) return { sql: insert.list, args: [list] }
  return { sql: insert.listForTargets, args: [JSON.stringify(targets), list] }
}

const valuesOf = (row: Row): SqlValue[] => Array.from({ length: row.length }, (_, index) => toValue(row[index]))

function toValue(value: Value | undefined): SqlValue {
  if (value === undefined) return null
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return typeof value === 'bigint' ? Number(value) : value
}
