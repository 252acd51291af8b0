import type { Compared, Covered, Filter, NameForm, Range } from '@son1k/contract'
import { coverOf } from '../rollups/cover.js'
import { answerableWindow, answerableWindowBefore, type Kept, whileKept } from './answerable.js'
import { filteredPrompts, sumsOfPrompts } from './filtered-prompts.js'
import { type AskedOf, coveredBy } from './insight.js'
import { rawSpan } from './measure-raw.js'
import { type NameFilter, readNames } from './names.js'
import type { PromptSource } from './prompt-source.js'
import type { Database } from './question.js'
import { readDays } from './read-days.js'
import { rolledPrompts } from './rolled-prompts.js'
import type { Steps } from './steps.js'
import type { Remembering } from './sum-days.js'
import { type Window, windowBefore, windowOf } from './window.js'

type Given = { range: Range; filters?: Filter[]; names?: NameForm; compare?: boolean }
type Asking = { database: Database; asked: AskedOf<Given>; steps: Steps }

/** What a range is read from. */
export type PromptPeriod = {
  source: PromptSource
  /** The same for as long a time before. */
  before(): Promise<PromptSource>
}

/** Prompts, the time that they are really of, and as long a one before it. */
type Read = { source: PromptSource; covered: Covered; earlier: () => Promise<Window> }

/**
 * Answers a question about the prompts of a range and, with `compare`, of the one before, as far back as there are sums,
 * and prompts in them; with filters, as far back as there are raw events.
 */
export function overPrompts<Answer>(
  { database, asked, steps }: Asking,
  answer: (period: PromptPeriod) => Promise<Answer>,
): Promise<Compared<Covered & Answer>> {
  const { appId, now, input, dayParts } = asked
  return whileKept(database, appId, async (kept) => {
    const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
    const reading = { database, steps, dayParts }
    const window = windowOf(input.range, { now, zone: kept.timeZone })
    const read = (of: Window, isBefore: boolean) =>
      filters.length === 0
        ? readSums(reading, kept, of)
        : readRaw(reading, kept, { window: of, name: isBefore ? ' before' : '', filters })
    const periodOf = async ({ source, covered, earlier }: Read) => {
      const before = async () => (await read(await earlier(), true)).source
      return { ...covered, ...(await answer({ source, before })) }
    }
    const current = await read(filters.length === 0 ? await answerableWindow(database, kept, window) : window, false)
    const period = await periodOf(current)
    if (!input.compare) return period
    return { ...period, previous: await periodOf(await read(await current.earlier(), true)) }
  })
}

const withPrompts = ({ promptsFrom }: Kept, of: Window): Window => ({
  ...of,
  from: Math.max(of.from, Math.min(promptsFrom, of.to)),
})

async function readSums(reading: Remembering, kept: Kept, whole: Window): Promise<Read> {
  const { database, steps } = reading
  const window = withPrompts(kept, whole)
  steps.check()
  const cover = await coverOf(database, { appId: kept.appId, ...window })
  return {
    source: rolledPrompts(reading, cover),
    covered: coveredBy({ covered: { ...window, isCut: window.from > whole.from } }),
    earlier: () => answerableWindowBefore(database, kept, window),
  }
}

type Filtered = { window: Window; name: string; filters: NameFilter[] }

async function readRaw(reading: Remembering, kept: Kept, { window, name, filters }: Filtered): Promise<Read> {
  const { appId } = kept
  const span = rawSpan(withPrompts(kept, window), kept.rawFrom)
  const ofDays = sumsOfPrompts(reading.database, { appId, filters })
  const read = await readDays({ ...reading, kept, span }, { ...ofDays, name: `${ofDays.name}${name}` })
  const from = Math.min(read.span.from, window.to)
  return {
    source: filteredPrompts(reading, read, { appId, filters, name }),
    covered: coveredBy({ covered: { from, to: window.to, isCut: from > window.from } }),
    earlier: async () => windowBefore(window),
  }
}
