// Bands of 10 BPM, by their number: 12 is 120 to 129.99 BPM. Half of a band, or twice it, lies in one band of 20 between 80
// and 159.99 BPM; but twice twice does not always, so bands below 40 BPM stay alone.

const LOWEST = 4
/** Of 10,000 BPM, the fastest that is taken. */
const HIGHEST = 1_000
const SHOWN_FROM = 8

/** The band in which a band's tempo, its half and its double are one: an even one from 8 to 14. */
export function tempoOctave(band: number): number {
  if (band < LOWEST) return band
  if (band < SHOWN_FROM) return band * 2
  let halved = band
  while (halved >= SHOWN_FROM * 2) halved = Math.floor(halved / 2)
  return halved - (halved % 2)
}

/** SQL of the same, of SQL of a band. */
export function tempoOctaveSql(band: string): string {
  const cases = [`WHEN ${band} < ${LOWEST} THEN ${band}`, `WHEN ${band} < ${SHOWN_FROM} THEN ${band} * 2`]
  for (let parts = 1; SHOWN_FROM * parts <= HIGHEST; parts *= 2)
    cases.push(`WHEN ${band} < ${SHOWN_FROM * 2 * parts} THEN ${band} / ${parts} - ${band} / ${parts} % 2`)
  return `CASE ${cases.join(' ')} END`
}

/** All bands that have one of the octaves. */
export const bandsOfOctaves = (octaves: number[]): number[] =>
  Array.from({ length: HIGHEST + 1 }, (_, band) => band).filter((band) => octaves.includes(tempoOctave(band)))
