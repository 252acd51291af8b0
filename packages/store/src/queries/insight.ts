import type { Covered, Filter, Metric, Range } from '@son1k/contract'
import { type Measured, measure } from './measure.js'
import type { HistogramName } from './metrics.js'
import { type Grouping, pointsOf } from './points.js'
import { type Asked, appOf, type Database } from './question.js'
import type { Split } from './rolled-labels.js'
import type { Steps } from './steps.js'
import { type Window, windowBefore, windowOf } from './window.js'

type Insight<Period> = {
  /** How the generations are put together. */
  grouping: Grouping
  metrics: Metric[]
  histogram?: HistogramName | undefined
  split?: Split | undefined
  /** What is told of a window that was measured. */
  periodOf: (measured: Measured, points: ReturnType<typeof pointsOf>) => Omit<Period, keyof Covered>
}

export type AskedOf<Input> = Asked & { input: Input }
type Given = { range: Range; filters?: Filter[] | undefined; compare?: boolean | undefined }

/** Answers a question about a range and, when `compare` is asked for, the same one about the range before. */
export async function answerInsight<Period extends Covered>(
  { database, asked, steps }: { database: Database; asked: AskedOf<Given>; steps: Steps },
  insight: Insight<Period>,
): Promise<Period & { previous?: Period }> {
  const { appId, now, input } = asked
  const { timeZone: zone } = await appOf(database, appId)
  const periodOf = async (window: Window): Promise<Period> => {
    const points = pointsOf(insight.grouping, window, zone)
    const { periodOf: tell, ...measuring } = insight
    const measured = await measure(
      database,
      { ...measuring, appId, window, points, filters: input.filters ?? [] },
      steps,
    )
    return withCover<Period>(tell(measured, points), coveredBy(measured))
  }
  const window = windowOf(input.range, { now, zone })
  const current = await periodOf(window)
  return input.compare ? { ...current, previous: await periodOf(windowBefore(window)) } : current
}

/** Holds at run time: the two parts of a period are all of it. */
const withCover = <Period extends Covered>(told: Omit<Period, keyof Covered>, covered: Covered) =>
  ({ ...covered, ...told }) as Period

export const coveredBy = ({ covered }: Pick<Measured, 'covered'>): Covered => ({
  from: new Date(covered.from).toISOString(),
  to: new Date(covered.to).toISOString(),
  isCut: covered.isCut,
})
