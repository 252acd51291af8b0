import type { Covered, Filter, Metric, NameForm, Range } from '@son1k/contract'
import { answerableWindow, answerableWindowBefore, whileKept } from './answerable.js'
import type { DayParts } from './day-parts.js'
import { type Measured, measure } from './measure.js'
import type { HistogramName } from './metrics.js'
import { readNames } from './names.js'
import { type Grouping, pointsOf } from './points.js'
import type { Asked, Database } from './question.js'
import type { Split } from './rolled-labels.js'
import type { Steps } from './steps.js'
import { type Window, windowOf } from './window.js'

type Insight<Period> = {
  /** How the generations are put together. */
  grouping: Grouping
  metrics: Metric[]
  histogram?: HistogramName | undefined
  split?: Split | undefined
  /** What is told of a window that was measured. */
  periodOf: (measured: Measured, points: ReturnType<typeof pointsOf>) => Omit<Period, keyof Covered>
}

/** Where days are remembered, if anywhere, is the same for all questions of a thread. */
export type AskedOf<Input> = Asked & {
  input: Input
  dayParts?: DayParts | undefined
  /** The range is the one before another, which is asked for as often: what is remembered of the two is kept apart. */
  isBefore?: boolean
  /** What is ahead of now, by clients' clocks, doesn't count yet: the same moment answers the same, whatever comes later. */
  isUpToNow?: boolean
}
type Given = {
  range: Range
  filters?: Filter[] | undefined
  compare?: boolean | undefined
  names?: NameForm | undefined
}

/** Answers a question about a range and, when `compare` is asked for, the same one about the range before. */
export async function answerInsight<Period extends Covered>(
  { database, asked, steps }: { database: Database; asked: AskedOf<Given>; steps: Steps },
  insight: Insight<Period>,
): Promise<Period & { previous?: Period }> {
  const { appId, now, input, dayParts } = asked
  return whileKept(database, appId, async (kept) => {
    const { timeZone: zone } = kept
    const names = await readNames(database, { appId, form: input.names })
    const filters = names.withFolds(input.filters)
    const periodOf = async (window: Window): Promise<Period> => {
      const points = pointsOf(insight.grouping, window, zone)
      const { periodOf: tell, ...measuring } = insight
      const measured = await measure(
        database,
        { ...measuring, appId, kept, dayParts, window, points, filters, names },
        steps,
      )
      return withCover<Period>(tell(measured, points), coveredBy(measured))
    }
    const window = await answerableWindow(database, kept, windowOf(input.range, { now, zone }))
    const current = await periodOf(window)
    if (!input.compare) return current
    return { ...current, previous: await periodOf(await answerableWindowBefore(database, kept, window)) }
  })
}

/** Holds at run time: the two parts of a period are all of it. */
const withCover = <Period extends Covered>(told: Omit<Period, keyof Covered>, covered: Covered) =>
  ({ ...covered, ...told }) as Period

export const coveredBy = ({ covered }: Pick<Measured, 'covered'>): Covered => ({
  from: new Date(covered.from).toISOString(),
  to: new Date(covered.to).toISOString(),
  isCut: covered.isCut,
})
