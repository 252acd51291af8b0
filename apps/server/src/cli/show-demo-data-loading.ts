import { loadDemoData } from '../demo-data/load-demo-data.js'
import type { TakeEvents } from '../import/import-events.js'
import { progressBar } from './progress-bar.js'

/**
 * Loads sample data up to now behind a progress bar.
 * @returns how many events were new
 */
export async function showDemoDataLoading({ take, days }: { take: TakeEvents; days: number }): Promise<number> {
  const bar = progressBar('Sample data {bar} {value}/{total} days, {added} events')
  bar.start(days, 0, { added: 0 })
  try {
    return await loadDemoData({
      days,
      take,
      now: Date.now(),
      onDay: (done) => bar.update(done.days, done),
    })
  } finally {
    bar.stop()
  }
}
