import type { Pool } from './pool.js'

/** The one thread that writes. */
export type Writer = Pool<typeof import('./writer-thread.js')>
/** The threads that answer questions. */
export type Reader = Pool<typeof import('./reader-thread.js')>
