import { Presets, SingleBar } from 'cli-progress'

/** A progress bar on standard error; where that is no terminal, a line every two seconds. */
export const progressBar = (format: string): SingleBar =>
  new SingleBar({ format, hideCursor: true, noTTYOutput: true, notTTYSchedule: 2_000 }, Presets.shades_classic)
