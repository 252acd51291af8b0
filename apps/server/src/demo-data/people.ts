import { type Chance, chanceOf } from './chance.js'
import { type Language, SCALES, STYLES } from './words.js'

/** Someone who makes music, with habits. */
export type Person = {
  userId: string
  language: Language
  styles: string[]
  scale: string
  /** How many days of the week they come: from rarely to daily. */
  dayShare: number
  usesAi: number
}

const PEOPLE = 200
const SEED = 8002
const FIRST_SEEN = Date.UTC(2025, 8, 1)
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The same people whenever they are made. */
export function makePeople(): Person[] {
  const chance = chanceOf(SEED)
  return Array.from({ length: PEOPLE }, () => makePerson(chance))
}

function makePerson(chance: Chance): Person {
  const language = chance.happens(0.6) ? 'es' : 'en'
  const letters = Array.from({ length: 9 }, () => LETTERS[chance.int(0, LETTERS.length)]).join('')
  return {
    userId: `user_${FIRST_SEEN + chance.int(0, 86_400_000)}_${letters}`,
    language,
    styles: [chance.pickZipf(STYLES[language]), chance.pickZipf(STYLES[language]), chance.pick(STYLES[language])],
    scale: chance.pick(SCALES),
    dayShare: Math.min(0.9, chance.logNormal(0.12, 0.9)),
    usesAi: chance.pick([0.1, 0.6, 0.95]),
  }
}
