import type { Measuring } from './measure.js'
import type { Pieces } from './pieces.js'
import { partIn } from './remembered.js'
import { type LabelRow, labelsQuery, type Split } from './rolled-labels.js'
import { type Totals, totalsQueries } from './rolled-totals.js'
import { hasEdges, type Remembering, sumVersions, versionOf } from './sum-days.js'

type LabelsAndTotals = { labels: LabelRow[]; totals: Totals }

const BYTES_OF_ROW = 300

/**
 * Reads the first values of a dimension and the sums of all, as they are at one moment. Where nothing in a window has changed,
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
  const isRemembered = names === undefined && grouping === 'none' && !hasEdges(cover)
  if (isRemembered) {
    const [versions, ...totals] = await database.batch([
      sumVersions(database, cover),
      ...totalsQueries(database, pieces, histogram),
    ])
    const labels = partIn<LabelRow[]>(dayParts, { name, version: versionOf(versions) })
    if (labels !== undefined) return { labels, totals }
    steps.check()
  }
  const [versions, labels, ...totals] = await database.batch([
    sumVersions(database, cover),
    labelsQuery(database, pieces, split),
    ...totalsQueries(database, pieces, histogram),
  ])
  const bytes = labels.length * BYTES_OF_ROW
  if (isRemembered) dayParts?.keep(name, { version: versionOf(versions), value: labels, bytes })
  return { labels, totals }
}
