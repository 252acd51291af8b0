import type { Chance } from './chance.js'
import { BEATS_PER_BAR, type Drum, type Hit, STEPS_PER_BEAT } from './piece.js'

const FILL = '--------x-xxxxxx'

/** The style's beat, bar after bar: the first only counts in, the last is one stroke, and each fourth ends in a fill. */
export function drumHits(patterns: Record<Drum, string>, bars: number, chance: Chance): Hit[] {
  const hits: Hit[] = []
  const add = (drum: Drum, pattern: string, bar: number) => {
    for (const [step, symbol] of [...pattern].entries()) {
      if (symbol !== 'x' && symbol !== 'o') continue
      const loudness = symbol === 'x' ? 0.9 : 0.45
      hits.push({
        drum,
        startBeats: bar * BEATS_PER_BAR + step / STEPS_PER_BEAT,
        velocity: loudness * (0.9 + chance.unit() * 0.1),
      })
    }
  }
  for (let bar = 0; bar < bars; bar++) {
    if (bar === bars - 1) {
      add('kick', 'x', bar)
      add('hat', 'x', bar)
      continue
    }
    add('hat', patterns.hat, bar)
    if (bar === 0) continue
    add('kick', patterns.kick, bar)
    add('snare', bar % 4 === 3 && chance.happens(0.7) ? FILL : patterns.snare, bar)
  }
  return hits
}
