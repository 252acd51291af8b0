import type { ExaminationProgress } from '@son1k/store'
import { showParts } from './show-parts.js'

const PARTS = {
  file: 'Reading the file',
  rows: 'Following references',
  rollups: 'Comparing sums',
} satisfies Record<ExaminationProgress['part'], string>

/** Shows how far an examination is. */
export const showExamination = () => showParts(PARTS)
