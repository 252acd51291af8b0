import { bassNotes } from './bass.js'
import { type Chance, chanceFrom } from './chance.js'
import { drumHits } from './drums.js'
import { chordsOf, padNotes } from './harmony.js'
import { counterNotes, melodyNotes } from './melody.js'
import { type Light, MOODS } from './mood.js'
import { BEATS_PER_BAR, type Piece, STEPS_PER_BEAT } from './piece.js'
import { plainText, readWishes } from './prompt.js'
import type { Recipe } from './recipe.js'
import type { Scale } from './scale.js'
import { STYLES, type Style } from './style.js'

const FADE_SECONDS = 2

/**
 * Composes a short piece. Pure: the same recipe gives the same piece on every machine.
 * An AI-enhanced one has richer chords and a second voice.
 */
export function compose(recipe: Recipe): Piece {
  const style = STYLES[recipe.style]
  const mood = MOODS[recipe.mood]
  const wishes = readWishes(recipe.prompt)
  const key = [plainText(recipe.prompt), recipe.style, recipe.mood, recipe.seed].join('\n')
  const chance = chanceFrom(key)

  const scale = chooseScale(style, wishes.light === 'either' ? mood.light : wishes.light, chance)
  const [slowest, fastest] = style.tempoBpm
  const tempoBpm = Math.round(chance.between(slowest, fastest) * mood.tempoFactor * wishes.tempoFactor)
  const bars = tempoBpm >= 110 ? 12 : 8
  const chords = chordsOf(chance.pick(style.progressions), { bars, sevenths: recipe.aiEnhanced })

  const notes = [
    ...padNotes(scale, chords),
    ...bassNotes(scale, chords, style.bass),
    ...melodyNotes(scale, chords, { density: style.density * mood.densityFactor, chance }),
    ...(recipe.aiEnhanced ? counterNotes(scale, chords, chanceFrom(`${key}\ncounter`)) : []),
  ]
  const hits = style.drums ? drumHits(style.drums, bars, chance) : []
  const lengthBeats = bars * BEATS_PER_BAR
  const swung = <T extends { startBeats: number }>(sound: T): T => ({ ...sound, startBeats: swing(sound, style) })
  return {
    tempoBpm,
    scale,
    chords,
    notes: notes.map(swung),
    hits: hits.map(swung),
    lengthBeats,
    durationSeconds: Math.round((lengthBeats * 60_000) / tempoBpm) / 1000 + FADE_SECONDS,
    timbres: { lead: style.lead, counter: style.counter, pad: style.pad, bass: style.low },
    instruments: [
      style.lead.name,
      ...(recipe.aiEnhanced && style.counter !== style.lead ? [style.counter.name] : []),
      style.pad.name,
      style.low.name,
      ...(style.drums ? ['drums'] : []),
    ],
  }
}

function chooseScale(style: Style, light: Light, chance: Chance): Scale {
  const tonic = chance.between(0, 11)
  const isBright = light === 'either' ? chance.happens(0.5) : light === 'bright'
  return { tonic, mode: chance.pick(isBright ? style.bright : style.dark) }
}

/** Every second sixteenth comes a little late; what lies elsewhere stays where it is. */
function swing({ startBeats }: { startBeats: number }, style: Style): number {
  const isOffbeat = (startBeats * STEPS_PER_BEAT) % 2 === 1
  return isOffbeat ? startBeats + style.swing / STEPS_PER_BEAT : startBeats
}
