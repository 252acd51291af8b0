import { availableParallelism } from 'node:os'
import { AnalyticsError } from '@son1k/contract/errors'
import { LIMITS } from '@son1k/contract/limits'
import { isTimeZone } from '@son1k/contract/time-zone'
import { createStore } from './create-store.js'
import { withDatabase } from './db/failure.js'
import { locationOf } from './db/location.js'
import { rebuildRollups } from './rebuild.js'
import type { Store, StoreOptions } from './store.js'
import { openPool } from './threads/pool.js'
import { openReader } from './threads/reader.js'
import type { Writer } from './threads/roles.js'

/** Questions that may wait for a thread. */
const LONGEST_QUEUE = 1_000

/** A commit leaves little behind: a quarter of the usual is as fast, and the process takes 20 MB less. */
const WRITER_YOUNG_MEGABYTES = 12

/**
 * Opens a database: makes it where there is none, brings it to the newest schema, and holds it until `close`.
 * @throws AnalyticsError `VALIDATION_FAILED` where an option makes no sense; `STORE_UNAVAILABLE` where the database can't
 * be opened, is in use, or can't be migrated: its message is for who runs the server, and names the database
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, authToken, now = Date.now, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = options
  const { labelsPerDay = LIMITS.labelsPerDay, questionMs: limitMs = LIMITS.questionMs, onThreadLost } = options
  const { kind } = locationOf(url)
  if (!isTimeZone(timeZone)) {
    throw new AnalyticsError(
      'VALIDATION_FAILED',
      `"${timeZone}" is no time zone: use a name such as Europe/Madrid or UTC`,
    )
  }
  const settings = { url, authToken }
  const threads = options.readers ?? Math.min(4, Math.max(1, availableParallelism() - 1))
  const writer: Writer = openPool({
    filename: threadFile('writer'),
    threads: 1,
    settings,
    youngMegabytes: WRITER_YOUNG_MEGABYTES,
    onThreadLost,
  })
  const reader = openReader({
    filename: threadFile('reader'),
    threads,
    settings,
    limitMs,
    longestQueue: LONGEST_QUEUE,
    onThreadLost,
  })
  try {
    const migrations = await writer.run('lookAhead', undefined)
    if (migrations > 0) options.onUpgrade?.({ part: 'schema', done: 0, total: migrations })
    const { runId, isRebuildDue, isSpellingDue } = await writer.run('open', { now: now(), timeZone })
    if (migrations > 0) options.onUpgrade?.({ part: 'schema', done: migrations, total: migrations })
    if (isRebuildDue) {
      await rebuildRollups(writer, { labelsPerDay, onProgress: options.onUpgrade }).catch(async (error) => {
        await writer.run('close', { id: runId, now: now() })
        throw error
      })
    }
    const promptCounting = await writer.run('setPromptMinUsers', options.promptMinUsers)
    return createStore(
      { ...options, now, labelsPerDay },
      { kind, runId, isSpellingDue: isSpellingDue && !isRebuildDue, promptCounting, writer, reader },
    )
  } catch (error) {
    await Promise.all([writer.close(), reader.close()])
    throw withDatabase(error, url)
  }
}

const threadFile = (role: 'writer' | 'reader') => new URL(`./threads/${role}-thread.js`, import.meta.url)
