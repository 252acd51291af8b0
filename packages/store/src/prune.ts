import { AnalyticsError } from '@son1k/contract/errors'
import { TYPE_CODES } from './db/codes.js'
import { wipePages } from './privacy/wipe-pages.js'
import { countPromptsToGo, prunePrompts } from './prune-prompts.js'
import { createPace } from './retention/pace.js'
import type { EventSlice, Pruned } from './retention/prune-raw.js'
import { ROLLUP_PARTS } from './retention/prune-rollups.js'
import type { Slice } from './retention/slice.js'
import { sweepDictionaries } from './retention/sweep-dictionaries.js'
import type { Reach, Retention } from './retention/watermarks.js'
import type { PruneProgress, PruneReport } from './store.js'
import type { Reader } from './threads/reader.js'
import type { Writer } from './threads/roles.js'

type Threads = { reader: Reader; writer: Writer }
type Options = Retention & {
  promptRetentionDays: number
  /** A remote database sees to its own file. */
  isFile: boolean
  onProgress?: ((progress: PruneProgress) => void) | undefined
  isStopping: () => boolean
  /** Whether events come in just now. */
  isBusy: () => boolean
}

const TYPES = Object.values(TYPE_CODES)
/** Earlier than any event. */
const BEGINNING = Number.MIN_SAFE_INTEGER

/** What crosses to a thread: functions can't. */
const retentionOf = ({ retentionDays, now }: Options): Retention => ({ retentionDays, now })

const promptsOf = ({ promptRetentionDays, now }: Options, { apps }: Reach) => ({ promptRetentionDays, now, apps })

/** Counts what `prune` would take away. */
export async function countPrunable(threads: Threads, options: Options): Promise<PruneReport> {
  const { reader } = threads
  const reach = await reader.ask('reachOf', retentionOf(options))
  const { bytes, events: stored } = await reader.ask('sizeOf', undefined)
  const days = new Set<number>()
  const events = await throughEvents(reach, async (slice) => {
    goOn(options)
    const counted = await reader.ask('countPrunableEvents', slice)
    for (const dayId of counted.dayIds) days.add(dayId)
    return counted
  })
  const sessions = await throughSessions(reach, async (slice) => {
    goOn(options)
    return await reader.ask('countPrunableSessions', slice)
  })
  const prompts = await countPromptsToGo(reader, await reader.ask('promptReachOf', promptsOf(options, reach)), () =>
    goOn(options),
  )
  const share = stored === 0 ? 0 : events / stored
  return { days: days.size, events, sessions, ...prompts, bytes: bytes === null ? null : Math.round(bytes * share) }
}

/**
 * Takes away what is older than is kept, step by step, while others commit. What an interrupted run left is taken away by
 * the next one.
 * @throws AnalyticsError `STORE_UNAVAILABLE` where the server stops meanwhile
 */
export async function prune(threads: Threads, options: Options): Promise<PruneReport> {
  const { reader, writer } = threads
  const planned = options.onProgress ? await countPrunable(threads, options) : { days: 0, events: 0, sessions: 0 }
  const before = await reader.ask('sizeOf', undefined)
  const reach = await writer.run('moveWatermarks', retentionOf(options))
  const days = new Set<number>()
  const removing = progressOf(options, 'events', planned.events + planned.sessions)
  const ofEvents = createPace(options.isBusy)
  const events = await throughEvents(reach, async (slice) => {
    goOn(options)
    const pruned = await ofEvents.step((rows) => writer.run('pruneEvents', { ...slice, rows }))
    for (const dayId of pruned.dayIds) days.add(dayId)
    removing(pruned.rows)
    return pruned
  })
  const ofSessions = createPace(options.isBusy)
  const sessions = await throughSessions(reach, async (slice) => {
    goOn(options)
    const pruned = await ofSessions.step((rows) => writer.run('pruneSessions', { ...slice, rows }))
    removing(pruned.rows)
    return pruned
  })
  const rollups = await pruneRollups(writer, reach, options)
  const promptReach = await reader.ask('promptReachOf', promptsOf(options, reach))
  await writer.run('movePromptWatermarks', promptReach)
  const step = { goOn: () => goOn(options), isBusy: options.isBusy }
  const prompts = await prunePrompts(threads, promptReach, {
    ...step,
    onProgress: (progress) => options.onProgress?.({ part: 'prompts', ...progress }),
  })
  if (events + sessions + rollups + prompts.promptDays + prompts.prompts > 0) {
    await sweepDictionaries(threads, {
      ...step,
      onProgress: (progress) => options.onProgress?.({ part: 'texts', ...progress }),
    })
  }
  await freePages(writer, options)
  if (prompts.promptDays + prompts.prompts > 0) await wipePages(threads, { ...step, isFile: options.isFile })
  const { bytes } = await reader.ask('sizeOf', undefined)
  const freed = before.bytes === null || bytes === null ? null : Math.max(0, before.bytes - bytes)
  return { days: days.size, events, sessions, ...prompts, bytes: freed }
}

async function throughEvents({ apps, receivedBefore }: Reach, step: (slice: EventSlice) => Promise<Pruned>) {
  let rows = 0
  for (const { appId, rawFrom } of apps) {
    for (const type of TYPES)
      rows += await through({ appId, before: rawFrom }, (slice) => step({ ...slice, type, receivedBefore }))
  }
  return rows
}

async function throughSessions({ apps }: Reach, step: (slice: Slice) => Promise<Pruned>) {
  let rows = 0
  for (const { appId, rawFrom } of apps) rows += await through({ appId, before: rawFrom }, step)
  return rows
}

async function through(whole: Omit<Slice, 'from'>, step: (slice: Slice) => Promise<Pruned>): Promise<number> {
  let rows = 0
  for (let from = BEGINNING; from < whole.before; ) {
    const taken = await step({ ...whole, from })
    rows += taken.rows
    from = taken.upto
  }
  return rows
}

async function pruneRollups(writer: Writer, { apps }: Reach, options: Options): Promise<number> {
  const parts = apps.flatMap((app) => ROLLUP_PARTS.map((part) => ({ ...app, part })))
  let gone = 0
  for (const [index, part] of parts.entries()) {
    const pace = createPace(options.isBusy)
    for (let rows = 1; rows > 0; gone += rows) {
      goOn(options)
      rows = await pace.step((rows) => writer.run('pruneRollups', { ...part, rows }))
    }
    options.onProgress?.({ part: 'rollups', done: index + 1, total: parts.length })
  }
  return gone
}

async function freePages(writer: Writer, options: Options): Promise<void> {
  let total = 0
  const pace = createPace(options.isBusy)
  for (let free = 1, done = 0; free > 0; done = total - free) {
    goOn(options)
    free = await pace.step((pages) => writer.run('freePages', pages))
    total = Math.max(total, free)
    options.onProgress?.({ part: 'pages', done: Math.max(done, total - free), total })
  }
  await writer.run('emptyLog', undefined)
}

function progressOf({ onProgress }: Options, part: 'events', total: number): (rows: number) => void {
  let done = 0
  return (rows) => {
    done += rows
    if (rows > 0) onProgress?.({ part, done: Math.min(done, total), total })
  }
}

function goOn({ isStopping }: Options): void {
  if (isStopping())
    throw new AnalyticsError('STORE_UNAVAILABLE', 'The server is stopping: the next run takes away what is left.', {
      retryAfterSeconds: 5,
    })
}
