import type { Store } from '@son1k/store'
import { loadDemoData } from '../demo-data/load-demo-data.js'
import { progressBar } from './progress-bar.js'

/**
 * Loads sample data up to now behind a progress bar.
 * @returns how many events were new
 */
export async function showDemoDataLoading(
  store: Store,
  { days, appId }: { days: number; appId?: number },
): Promise<number> {
  const bar = progressBar('Sample data {bar} {value}/{total} days, {added} events')
  bar.start(days, 0, { added: 0 })
  try {
    return await loadDemoData(store, {
      days,
      ...(appId !== undefined && { appId }),
      now: Date.now(),
      onDay: (done) => bar.update(done.days, done),
    })
  } finally {
    bar.stop()
  }
}
