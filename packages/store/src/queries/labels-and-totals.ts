import type { Measuring } from './measure.js'
import type { Pieces } from './pieces.js'
import { type LabelRow, labelsQuery, type Split } from './rolled-labels.js'
import { type Totals, totalsQueries } from './rolled-totals.js'
import { areWholeDays, dayVersions, partIn, type Remembering, versionOfDays } from './sum-days.js'

type LabelsAndTotals = { labels: LabelRow[]; totals: Totals }

const BYTES_OF_ROW = 300

/**
 * Reads the first values of a dimension and the sums of all, as they are at one moment. Where no day of a window has changed,
 * its values are known from before: a month has many prompts.
 */
export async function labelsAndTotals(
  { database, steps, dayParts }: Remembering,
  pieces: Pieces,
  { split, histogram, grouping }: Pick<Measuring, 'histogram' | 'grouping'> & { split: Split },
): Promise<LabelsAndTotals> {
  const { cover } = pieces
  const { names, ...asked } = split
  const name = `labels ${JSON.stringify(asked)} from day ${cover.days[0]?.id ?? 0}`
  const isRemembered = names === undefined && grouping === 'none' && areWholeDays(cover)
  if (isRemembered) {
    const [versions, ...totals] = await database.batch([
      dayVersions(database, cover),
      ...totalsQueries(database, pieces, histogram),
    ])
    const labels = partIn<LabelRow[]>(dayParts, { name, version: versionOfDays(versions) })
    if (labels !== undefined) return { labels, totals }
    steps.check()
  }
  const [versions, labels, ...totals] = await database.batch([
    dayVersions(database, cover),
    labelsQuery(database, pieces, split),
    ...totalsQueries(database, pieces, histogram),
  ])
  const bytes = labels.length * BYTES_OF_ROW
  if (isRemembered) dayParts?.keep(name, { version: versionOfDays(versions), value: labels, bytes })
  return { labels, totals }
}
