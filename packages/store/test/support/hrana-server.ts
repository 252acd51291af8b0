import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { type Client, createClient, type InValue, LibsqlError, type ResultSet, type Transaction } from '@libsql/client'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './database.js'

// A stand-in for a remote libSQL server: Hrana 2 over HTTP, as much of it as the client speaks, on a local file.
// https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_2_SPEC.md

type Value =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }
type Statement = { sql?: string; sql_id?: number; args?: Value[]; named_args?: { name: string; value: Value }[] }
type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
type Request =
  | { type: 'execute'; stmt: Statement }
  | { type: 'batch'; batch: { steps: { condition?: Condition; stmt: Statement }[] } }
  | { type: 'sequence'; sql?: string; sql_id?: number }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }
  | { type: 'close' }
type StepError = { message: string; code: string }

/** One connection of a client, across its requests. */
class Stream {
  readonly #client: Client
  readonly #texts = new Map<number, string>()
  #transaction: Transaction | undefined

  constructor(client: Client) {
    this.#client = client
  }

  async answer(request: Request): Promise<object> {
    switch (request.type) {
      case 'execute':
        return { type: 'execute', result: await this.#execute(request.stmt) }
      case 'batch':
        return { type: 'batch', result: await this.#batch(request.batch.steps) }
      case 'sequence':
        await (this.#transaction ?? this.#client).executeMultiple(this.#textOf(request))
        return { type: 'sequence' }
      case 'store_sql':
        this.#texts.set(request.sql_id, request.sql)
        return { type: 'store_sql' }
      case 'close_sql':
        this.#texts.delete(request.sql_id)
        return { type: 'close_sql' }
      case 'close':
        await this.close()
        return { type: 'close' }
    }
  }

  async close(): Promise<void> {
    await this.#transaction?.rollback()
    this.#transaction = undefined
  }

  async #batch(steps: { condition?: Condition; stmt: Statement }[]) {
    const results: (object | null)[] = []
    const errors: (StepError | null)[] = []
    const holds = (condition: Condition): boolean => {
      switch (condition.type) {
        case 'ok':
          return results[condition.step] != null
        case 'error':
          return errors[condition.step] != null
        case 'not':
          return !holds(condition.cond)
        case 'and':
          return condition.conds.every(holds)
        case 'or':
          return condition.conds.some(holds)
      }
    }
    for (const [index, { condition, stmt }] of steps.entries()) {
      results[index] = null
      errors[index] = null
      if (condition && !holds(condition)) continue
      try {
        results[index] = await this.#execute(stmt)
      } catch (error) {
        errors[index] = stepError(error)
      }
    }
    return { step_results: results, step_errors: errors }
  }

  async #execute(statement: Statement): Promise<object> {
    const sql = this.#textOf(statement)
    if (/^BEGIN/i.test(sql)) {
      this.#transaction = await this.#client.transaction(/IMMEDIATE/i.test(sql) ? 'write' : 'deferred')
      return EMPTY_RESULT
    }
    if (/^(COMMIT|ROLLBACK)/i.test(sql)) {
      const transaction = this.#transaction
      this.#transaction = undefined
      if (!transaction) throw new LibsqlError('no transaction is active', 'SQLITE_ERROR')
      await (/^COMMIT/i.test(sql) ? transaction.commit() : transaction.rollback())
      return EMPTY_RESULT
    }
    const args = (statement.args ?? []).map(toSql)
    return toResult(await (this.#transaction ?? this.#client).execute({ sql, args }))
  }

  #textOf({ sql, sql_id: id }: { sql?: string; sql_id?: number }): string {
    const text = sql ?? (id === undefined ? undefined : this.#texts.get(id))
    if (text === undefined) throw new LibsqlError(`no SQL text ${id}`, 'SQL_NOT_FOUND')
    return text
  }
}

const EMPTY_RESULT = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null }

/** Starts the stand-in on a free port. Answers its URL, and how to stop it; both go when the test has finished. */
export async function startHranaServer(): Promise<{
  url: string
  stop: () => Promise<void>
  start: () => Promise<void>
}> {
  const client = createClient({ url: `file:${await temporaryFolder()}/remote.db`, intMode: 'bigint' })
  await client.execute('PRAGMA journal_mode = WAL')
  const streams = new Map<string, Stream>()

  const server = createServer(async (request, response) => {
    const { baton, requests } = await readJson(request)
    const stream = (baton && streams.get(baton)) || new Stream(client)
    if (baton) streams.delete(baton)
    const results: object[] = []
    for (const each of requests) {
      try {
        results.push({ type: 'ok', response: await stream.answer(each) })
      } catch (error) {
        results.push({ type: 'error', error: stepError(error) })
      }
    }
    const isClosed = requests.some(({ type }) => type === 'close')
    const next = isClosed ? null : randomUUID()
    if (next) streams.set(next, stream)
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ baton: next, base_url: null, results }))
  })

  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const port = await listen(0)
  onTestFinished(async () => {
    await stop()
    for (const stream of streams.values()) await stream.close()
    client.close()
  })
  return { url: `http://127.0.0.1:${port}`, stop, start: async () => void (await listen(port)) }
}

/** Holds at run time: the only client of the stand-in is the real one, which speaks Hrana 2. */
async function readJson(request: IncomingMessage): Promise<{ baton: string | null; requests: Request[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}

const stepError = (error: unknown): StepError =>
  error instanceof LibsqlError
    ? { message: error.message, code: error.code }
    : { message: String(error), code: 'INTERNAL' }

function toSql(value: Value): InValue {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return BigInt(value.value)
    case 'float':
    case 'text':
      return value.value
    case 'blob':
      return Buffer.from(value.base64, 'base64')
  }
}

function toValue(value: unknown): Value {
  if (value === null) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  if (value instanceof ArrayBuffer) return { type: 'blob', base64: Buffer.from(value).toString('base64') }
  throw new TypeError(`a value of type ${typeof value} is none of SQL`)
}

const toResult = ({ columns, rows, rowsAffected, lastInsertRowid }: ResultSet) => ({
  cols: columns.map((name) => ({ name, decltype: null })),
  rows: rows.map((row) => columns.map((_, index) => toValue(row[index]))),
  affected_row_count: rowsAffected,
  last_insert_rowid: lastInsertRowid === undefined ? null : String(lastInsertRowid),
})
