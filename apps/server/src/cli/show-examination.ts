import type { ExaminationProgress } from '@son1k/store'
import { progressBar } from './progress-bar.js'

const PARTS = {
  file: 'Reading the file',
  rows: 'Following references',
  rollups: 'Comparing sums',
} satisfies Record<ExaminationProgress['part'], string>

/** Shows how far an examination is. */
export function showExamination(): { onProgress(progress: ExaminationProgress): void; stop(): void } {
  const bar = progressBar('{part} {bar} {percentage} %')
  let shown: ExaminationProgress['part'] | undefined
  return {
    onProgress({ part, done, total }) {
      if (part !== shown) bar.start(total, done, { part: PARTS[part] })
      shown = part
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}
