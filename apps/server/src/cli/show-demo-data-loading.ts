import type { Store } from '@son1k/store'
import { Presets, SingleBar } from 'cli-progress'
import { loadDemoData } from '../demo-data/load-demo-data.js'

/**
 * Loads sample data up to now behind a progress bar, on standard error.
 * @returns how many events were new
 */
export async function showDemoDataLoading(store: Store, days: number): Promise<number> {
  const bar = new SingleBar(
    {
      format: 'Sample data {bar} {value}/{total} days, {added} events',
      hideCursor: true,
      noTTYOutput: true,
      notTTYSchedule: 2_000,
    },
    Presets.shades_classic,
  )
  bar.start(days, 0, { added: 0 })
  try {
    return await loadDemoData(store, { days, now: Date.now(), onDay: (done) => bar.update(done.days, done) })
  } finally {
    bar.stop()
  }
}
