import { AnalyticsError } from '@son1k/contract/errors'

const RETRY_AFTER_SECONDS = 5

/**
 * Any failure of the database as the error of the domain. The message says what to do and names neither paths nor
 * statements, because it may be shown to anyone; the cause tells the rest to the log.
 */
export function storeFailure(cause: unknown): AnalyticsError {
  if (cause instanceof AnalyticsError) return cause
  return new AnalyticsError('STORE_UNAVAILABLE', whatToDo(codeOf(cause)), {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  })
}

/** @param cause who it is, for the log */
export const heldByAnother = (cause: string): AnalyticsError =>
  new AnalyticsError('STORE_UNAVAILABLE', HELD, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause })

/** Whether the failure is one of the machine or the file, and its message says what to do about it. */
export const hasKnownRemedy = (cause: unknown): boolean => whatToDo(codeOf(cause)) !== UNKNOWN

/** Whether pages of the file can't be read, or it is no database. */
export const isDamage = (cause: unknown): boolean => ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(codeOf(cause))

/** The code of the driver or of the file system, also where another error wraps it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return withoutDetail(error.code)
  // The driver gives what failed while it opened a file no code, but ends the message with SQLite's number.
  if (/ConnectionFailed\(.*: 14"\)$/.test(error.message)) return 'SQLITE_CANTOPEN'
  return codeOf(error.cause)
}

/** SQLite's extended codes, such as SQLITE_IOERR_WRITE, say more than anyone can act on. */
const withoutDetail = (code: string) => /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code

/** What the store says to anyone names no path; who runs the server needs it, and the cause. */
export function withDatabase(error: unknown, url: string): unknown {
  if (!(error instanceof AnalyticsError) || error.code === 'VALIDATION_FAILED') return error
  const cause = error.cause === undefined ? '' : ` The database said: ${error.cause}.`
  const place = url.replace(/\?.*/, '').replace(/\/\/[^/@]*@/, '//')
  return new AnalyticsError(error.code, `${error.message} Database: ${place}.${cause}`, { cause: error.cause })
}

const HELD = 'Another program holds the database. Close that program: the server then goes on by itself.'
const UNKNOWN = 'The database can not be reached or used right now. Check its address and that it is up, and try again.'

function whatToDo(code: string): string {
  switch (code) {
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk of the database is full. Free some space on it: the server then goes on by itself.'
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return HELD
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'The database may not be written. Give the user that runs the server the right to write it and its folder.'
    case 'SQLITE_CANTOPEN':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return 'The database can not be opened. Check that its folder exists and that the server may read and write it.'
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return 'The database is damaged, or is no database. Restore a backup, or move the file away to start a new one.'
    case 'SQLITE_IOERR':
    case 'EIO':
      return 'The disk of the database reports errors. Check the disk and the space on it.'
    default:
      return UNKNOWN
  }
}
