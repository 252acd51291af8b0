import type { Pool } from './pool.js'

/** The one thread that writes. */
export type Writer = Pool<typeof import('./writer-thread.js')>
/** What the threads that answer questions do. */
export type ReaderTasks = typeof import('./reader-thread.js')
