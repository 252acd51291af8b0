import type {
  Ai,
  AiPeriod,
  Cohort,
  Funnel,
  FunnelPeriod,
  FunnelStepAnswer,
  Matrix,
  MatrixCell,
  MatrixPeriod,
  Patience,
  PatiencePeriod,
  Retention,
  TimeUplift,
  Uplift,
} from '@son1k/contract'
import { type Cells, ofPeriods, periodCells, proportionCells, table } from './table.js'

export const patienceTables = [
  table('curve', (answer: Patience) => ofPeriods(answer, ({ curve }: PatiencePeriod) => curve), {
    ...periodCells({
      seconds: ({ seconds }) => seconds,
      share_still_there: ({ share }) => share,
      share_low: ({ low }) => low,
      share_high: ({ high }) => high,
    }),
  }),
  table('still_there', (answer: Patience) => ofPeriods(answer, ({ stillThere }: PatiencePeriod) => stillThere), {
    ...periodCells({ share_still_there: ({ share }) => share, seconds: ({ seconds }) => seconds }),
  }),
]

type Activity = Pick<Cohort, 'date' | 'users'> & { periods: number; active: number }

export const retentionTables = [
  table(
    'cohorts',
    ({ cohorts }: Retention): Activity[] =>
      cohorts.flatMap(({ date, users, active }) =>
        active.map((count, periods) => ({ date, users, periods, active: count })),
      ),
    {
      date: ({ date }) => date,
      users: ({ users }) => users,
      periods_later: ({ periods }) => periods,
      active_users: ({ active }) => active,
      retention: ({ users, active }) => (users === 0 ? null : active / users),
    },
  ),
]

type Step = FunnelStepAnswer & { step: number }

export const funnelTables = [
  table(
    'steps',
    (answer: Funnel) =>
      ofPeriods(answer, ({ steps }: FunnelPeriod) => steps.map((each, index): Step => ({ ...each, step: index + 1 }))),
    periodCells<Step>({
      step: ({ step }) => step,
      reached: ({ reached }) => reached,
      share: ({ share }) => share,
      ...proportionCells('conversion', ({ conversion }: Step) => conversion),
      median_seconds: ({ medianSeconds }) => medianSeconds,
    }),
  ),
]

type Counted = AiPeriod['basic'] & { ai: boolean }
type Uplifted = Uplift & { rate: 'success' | 'keep' }

export const aiTables = [
  table(
    'counts',
    (answer: Ai) =>
      ofPeriods(answer, ({ enhanced, basic }: AiPeriod): Counted[] => [
        { ai: true, ...enhanced },
        { ai: false, ...basic },
      ]),
    periodCells<Counted>({
      ai_enhanced: ({ ai }) => ai,
      generations: ({ generations }) => generations,
      succeeded: ({ succeeded }) => succeeded,
      ...proportionCells('success_rate', ({ successRate }: Counted) => successRate),
      kept: ({ kept }) => kept,
      ...proportionCells('keep_rate', ({ keepRate }: Counted) => keepRate),
    }),
  ),
  table(
    'uplift',
    (answer: Ai) =>
      ofPeriods(answer, ({ keep, ...success }: AiPeriod): Uplifted[] => [
        { rate: 'success', ...success },
        { rate: 'keep', ...keep },
      ]),
    periodCells<Uplifted>({
      rate: ({ rate }) => rate,
      pairs: ({ compared }) => compared.pairs,
      enhanced: ({ compared }) => compared.enhanced,
      basic: ({ compared }) => compared.basic,
      difference: ({ difference }) => difference?.value ?? null,
      difference_low: ({ difference }) => difference?.interval?.low ?? null,
      difference_high: ({ difference }) => difference?.interval?.high ?? null,
      ratio: ({ ratio }) => ratio?.value ?? null,
      ratio_low: ({ ratio }) => ratio?.interval?.low ?? null,
      ratio_high: ({ ratio }) => ratio?.interval?.high ?? null,
    }),
  ),
  table(
    'time',
    (answer: Ai) => ofPeriods(answer, ({ time }: AiPeriod) => [time]),
    periodCells<TimeUplift>({
      pairs: ({ compared }) => compared.pairs,
      enhanced: ({ compared }) => compared.enhanced,
      basic: ({ compared }) => compared.basic,
      difference_seconds: ({ difference }) => difference?.value ?? null,
      difference_low_seconds: ({ difference }) => difference?.interval?.low ?? null,
      difference_high_seconds: ({ difference }) => difference?.interval?.high ?? null,
    }),
  ),
]

type Combination = { dimensions: Matrix['dimensions']; cell: MatrixCell }
const dimensionCells = (place: number): Cells<Combination> => ({
  [`dimension_${place + 1}`]: ({ dimensions }) => dimensions[place] ?? null,
  [`value_${place + 1}`]: ({ cell }) => cell.values[place] ?? null,
})

export const matrixTables = [
  table(
    'cells',
    (answer: Matrix) =>
      ofPeriods(answer, ({ dimensions, cells }: MatrixPeriod) =>
        cells.map((cell): Combination => ({ dimensions, cell })),
      ),
    periodCells<Combination>({
      ...dimensionCells(0),
      ...dimensionCells(1),
      ...dimensionCells(2),
      generations: ({ cell }) => cell.generations,
      succeeded: ({ cell }) => cell.succeeded,
      ...proportionCells('success_rate', ({ cell }: Combination) => cell.successRate),
      kept: ({ cell }) => cell.kept,
      ...proportionCells('keep_rate', ({ cell }: Combination) => cell.keepRate),
      is_thin: ({ cell }) => cell.isThin,
    }),
  ),
]
