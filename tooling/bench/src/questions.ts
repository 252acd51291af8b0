/** A question that the dashboard asks, over HTTP, for the last `days`. */
export type Question = { name: string; path: (days: number) => string }

const query = (procedure: string, input: object) =>
  `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`

/** All questions that the benchmarks ask: a new one is a line here. */
export const QUESTIONS: readonly Question[] = [
  { name: 'summary', path: (days) => query('analytics.summary', { range: { days } }) },
  { name: 'summary compared', path: (days) => query('analytics.summary', { range: { days }, compare: true }) },
  { name: 'REST analytics', path: (days) => `/api/analytics?days=${days}` },
]
