import type { Hours, HoursInput, HoursPeriod } from '@son1k/contract'
import { newCell, sumOfCells } from './cell.js'
import { type AskedOf, answerInsight } from './insight.js'
import { histogramOf, metricOf } from './metrics.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

/** A metric by the hours of the week, Monday to Sunday, on the clocks of the app's time zone. */
export function hours(database: Database, asked: AskedOf<HoursInput>, steps: Steps): Promise<Hours> {
  const { metric } = asked.input
  return answerInsight<HoursPeriod>(
    { database, asked, steps },
    {
      grouping: 'hourOfWeek',
      metrics: [metric],
      histogram: histogramOf(metric),
      periodOf: ({ totals, unlisted }) => ({
        days: Array.from({ length: 7 }, (_, day) =>
          Array.from({ length: 24 }, (_, hour) => metricOf(metric, totals.get(day * 24 + hour) ?? newCell())),
        ),
        whole: metricOf(metric, sumOfCells(totals.values())),
        ...(unlisted > 0 && { approximate: unlisted }),
      }),
    },
  )
}
