import type { SummaryPeriod } from '@son1k/contract'

export type Column = { date: string; count: number }

const DAY_MS = 86_400_000
const MOST_DAYS = 92

const toDate = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/**
 * The counted days as columns without gaps, the oldest first. A long period is shown by weeks that end with its last day.
 * @returns `daysEach`: how many days one column covers; its date is the first of them
 */
export function toColumns({ from, to, aiUsageByDay }: SummaryPeriod): { daysEach: 1 | 7; columns: Column[] } {
  const counts = new Map(aiUsageByDay.map(({ date, count }) => [date, count]))
  const listed = [...counts.keys()].map((date) => Date.parse(date))
  const last = Math.max(Date.parse(toDate(Date.parse(to) - 1)), ...listed)
  const first = Math.min(Date.parse(toDate(Date.parse(from))), ...listed)
  const days = Math.round((last - first) / DAY_MS) + 1
  const daysEach = days > MOST_DAYS ? 7 : 1

  const columns: Column[] = []
  for (let end = last; end >= first; end -= daysEach * DAY_MS) {
    const dates = Array.from({ length: daysEach }, (_, index) => toDate(end - index * DAY_MS))
    const count = dates.reduce((sum, date) => sum + (counts.get(date) ?? 0), 0)
    columns.unshift({ date: dates[dates.length - 1] ?? toDate(end), count })
  }
  return { daysEach, columns }
}
