import { type DaysBefore, PROMPTED_TYPES } from './retention/fold-prompts.js'
import { createPace } from './retention/pace.js'
import type { Reader } from './threads/reader.js'
import type { Writer } from './threads/roles.js'

type Threads = { reader: Reader; writer: Writer }
type Options = {
  /** Called before each step; throws to end it. */
  goOn: () => void
  /** Whether events come in just now. */
  isBusy: () => boolean
  onProgress: (progress: { done: number; total: number }) => void
}

/** Events whose prompts go, and local days of which the sums forget them. */
export type PrunedPrompts = { prompts: number; promptDays: number }

/** Earlier than any event. */
const BEGINNING = Number.MIN_SAFE_INTEGER

/** Counts the prompts that would go. */
export async function countPromptsToGo(reader: Reader, reach: DaysBefore[], goOn: () => void): Promise<PrunedPrompts> {
  const gone: PrunedPrompts = { prompts: 0, promptDays: 0 }
  for (const days of reach) {
    if (days.which === 'all') for await (const ids of promptedEvents(reader, days, goOn)) gone.prompts += ids.length
    gone.promptDays += (await reader.ask('promptDays', days)).length
  }
  return gone
}

/** Forgets the prompts of days before others, step by step, while others commit: first in raw rows, then in the sums. */
export async function prunePrompts(
  { reader, writer }: Threads,
  reach: DaysBefore[],
  { goOn, isBusy, onProgress }: Options,
): Promise<PrunedPrompts> {
  const gone: PrunedPrompts = { prompts: 0, promptDays: 0 }
  const [ofEvents, ofSums] = [createPace(isBusy), createPace(isBusy)]
  for (const days of reach) {
    if (days.which === 'all') {
      for await (const ids of promptedEvents(reader, days, goOn)) {
        gone.prompts += ids.length
        while (ids.length > 0) {
          goOn()
          await ofEvents.step((rows) => writer.run('forgetPrompts', ids.splice(0, rows)))
        }
      }
    }
    const { appId, which } = days
    const dayIds = await reader.ask('promptDays', days)
    gone.promptDays += dayIds.length
    for (const [index, dayId] of dayIds.entries()) {
      for (let folded = 1; folded > 0; ) {
        goOn()
        folded = await ofSums.step((rows) => writer.run('foldPrompts', { appId, which, dayId, rows }))
      }
      onProgress({ done: index + 1, total: dayIds.length })
    }
  }
  for (let rows = 1; rows > 0; ) {
    goOn()
    rows = await ofEvents.step((most) => writer.run('forgetPromptUsers', most))
  }
  return gone
}

async function* promptedEvents(reader: Reader, { appId, before }: DaysBefore, goOn: () => void) {
  for (const type of PROMPTED_TYPES) {
    for (let from = BEGINNING; from < before; ) {
      goOn()
      const found = await reader.ask('findPrompted', { appId, type, from, before })
      yield found.ids
      from = found.upto
    }
  }
}
