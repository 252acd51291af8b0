import { AnalyticsError } from '@son1k/contract/errors'
import { PROMPTS_A_STEP } from './spelling/index-prompts.js'
import type { Spelled, SpellStep } from './spelling/spell-labels.js'
import type { RebuildOptions } from './store.js'
import type { Writer } from './threads/roles.js'

type Options = RebuildOptions & {
  labelsPerDay: number
  /** Asked before each step. */
  isStopping?: () => boolean
}

/**
 * Makes the rollups anew from the raw rows, step by step, while others commit.
 * @throws AnalyticsError `STORE_UNAVAILABLE` where the server stops meanwhile; what was made until then is right
 */
export async function rebuildRollups(writer: Writer, options: Options): Promise<void> {
  const { labelsPerDay, fromDate = FIRST_DATE, onProgress, isStopping = () => false } = options
  checkDate(fromDate)
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
  const steps = await writer.run('rebuildSteps', fromDate)
  for (const [index, step] of steps.entries()) {
    goOn()
    await writer.run('rebuildBucket', { ...step, labelsPerDay })
    onProgress?.({ part: 'rollups', done: index + 1, total: steps.length })
  }
  goOn()
  await writer.run('forgetLost', undefined)
  await spellAll(writer, goOn, onProgress)
  goOn()
  if (fromDate === FIRST_DATE) await writer.run('endRebuild', undefined)
}

/** Before any other. */
const FIRST_DATE = '0000-01-01'

/** A date is that of its own midnight. */
function checkDate(date: string): void {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  if (!Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(`${date}T`)) return
  throw new AnalyticsError('VALIDATION_FAILED', `fromDate "${date}" is no day: it must be one such as 2026-11-01.`)
}

/**
 * Gives all labels of the rollups their spellings, as far as they have none, and makes all prompts searchable.
 * @param goOn called before each step; throws to end it
 */
export async function spellAll(
  writer: Writer,
  goOn: () => void,
  onProgress?: RebuildOptions['onProgress'],
): Promise<void> {
  const months = await writer.run('spellSteps', undefined)
  const names = months.reduce((sum, { labels }) => sum + labels, 0)
  let done = 0
  for (const { first } of months) {
    for (let step: SpellStep | null = first; step !== null; ) {
      goOn()
      const spelled: Spelled = await writer.run('spellLabels', step)
      done += spelled.labels
      if (names > 0) onProgress?.({ part: 'names', done: Math.min(done, names), total: names })
      step = spelled.next
    }
  }
  goOn()
  const prompts = await writer.run('endSpelling', undefined)
  for (let indexed = 0, areMore = true; areMore; ) {
    goOn()
    areMore = await writer.run('indexPrompts', undefined)
    indexed += PROMPTS_A_STEP
    if (prompts > 0) onProgress?.({ part: 'search', done: Math.min(indexed, prompts), total: prompts })
  }
}

export const stopped = () =>
  new AnalyticsError('STORE_UNAVAILABLE', 'The server is stopping: the rebuild is not complete. Start it again.', {
    retryAfterSeconds: 5,
  })
