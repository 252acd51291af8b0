import type { DatabaseSettings } from '../db/client.js'
import { openPool, type Pool } from './pool.js'

/** The one thread that writes. */
export type Writer = Pool<typeof import('./writer-thread.js')>
/** What the threads that answer questions do. */
export type ReaderTasks = typeof import('./reader-thread.js')
/** The thread of a command that examines or copies a database file. */
export type Examiner = Pool<typeof import('./examiner-thread.js')>

export const openExaminerPool = (settings: DatabaseSettings): Examiner =>
  openPool({ filename: new URL('./examiner-thread.js', import.meta.url), threads: 1, settings })
