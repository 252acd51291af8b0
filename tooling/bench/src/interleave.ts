import type { Bench } from './bench.js'

/**
 * Measures several sides in turns, A B A B …, so that whatever else the machine does meets them all.
 * @param sides each answers its value of one round
 * @returns for each side the values by round
 */
export async function interleave<Side extends string>(
  { rounds, progress }: Bench,
  title: string,
  sides: Record<Side, (round: number) => Promise<number>>,
): Promise<Record<Side, number[]>> {
  const entries = Object.entries(sides) as [Side, (round: number) => Promise<number>][]
  const values = Object.fromEntries(entries.map(([side]) => [side, []])) as unknown as Record<Side, number[]>
  const step = progress.start(title, rounds * entries.length)
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [side, measure] of entries) {
        values[side].push(await measure(round))
        step.advance(1)
      }
    }
    return values
  } finally {
    step.end()
  }
}

/** Two sides' values, round by round. */
export const pairUp = (values: readonly number[], baselines: readonly number[]) =>
  values.map((value, round) => ({ value, baseline: baselines[round] ?? Number.NaN }))
