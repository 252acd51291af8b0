import type { Insert } from './insert.js'

export type SqlValue = null | number | string | Uint8Array

/** A statement that answers rows, each an array of values. */
export type Question = { sql: string; args: SqlValue[] }
export type Answer = SqlValue[][]

export type Insertion = { insert: Insert; rows: SqlValue[][]; targets?: number[] }
export type Change = { sql: string; args: SqlValue[] } | Insertion

/** A write transaction. What it reads nobody else can change until it ends. */
export type Transaction = {
  /** Whether nobody has written since the last transaction of the same `Transactor`: what that one knew still holds. */
  isNext: boolean
  /** Asks several questions in one round trip; their answers come in order. */
  read(questions: Question[]): Promise<Answer[]>
  /** Makes several changes, in order, in one round trip. */
  write(changes: Change[]): Promise<void>
}

/** Runs write transactions, one at a time. */
export type Transactor = {
  /** Commits what the task has written; when anything fails, nothing of it is left. */
  run<T>(task: (transaction: Transaction) => Promise<T>): Promise<T>
  close(): void
}
