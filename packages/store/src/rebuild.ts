import { AnalyticsError } from '@son1k/contract/errors'
import type { RebuildProgress } from './store.js'
import type { Writer } from './threads/roles.js'

export type RebuildOptions = {
  labelsPerDay: number
  onProgress?: ((progress: RebuildProgress) => void) | undefined
  /** Asked before each step. */
  isStopping?: () => boolean
}

/**
 * Makes all rollups anew from the raw rows, step by step, while others commit.
 * @throws AnalyticsError `STORE_UNAVAILABLE` where the server stops meanwhile; what was made until then is right
 */
export async function rebuildRollups(writer: Writer, options: RebuildOptions): Promise<void> {
  const { labelsPerDay, onProgress, isStopping = () => false } = options
  const goOn = () => {
    if (isStopping()) throw stopped()
  }
  for (let last: number | null = 0; last !== null; ) {
    goOn()
    last = (await writer.run('mendRows', last)).lastId
  }
  const events = await writer.run('countUndated', undefined)
  for (let done = 0, rows = 1; rows > 0; ) {
    goOn()
    rows = await writer.run('dateRows', undefined)
    done += rows
    if (events > 0) onProgress?.({ part: 'events', done: Math.min(done, events), total: events })
  }
  const steps = await writer.run('rebuildSteps', undefined)
  for (const [index, step] of steps.entries()) {
    goOn()
    await writer.run('rebuildBucket', { ...step, labelsPerDay })
    onProgress?.({ part: 'rollups', done: index + 1, total: steps.length })
  }
  goOn()
  await writer.run('forgetLost', undefined)
  await writer.run('endRebuild', undefined)
}

const stopped = () =>
  new AnalyticsError('STORE_UNAVAILABLE', 'The server is stopping: the rebuild is not complete. Start it again.', {
    retryAfterSeconds: 5,
  })
