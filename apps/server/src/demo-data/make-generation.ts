import type { GenerationInput } from '@son1k/contract'
import type { Chance } from './chance.js'
import type { Person } from './people.js'
import { DETAILS, ERRORS, INSTRUMENTS, MOODS, SCALES, SUBJECTS } from './words.js'

export type MadeTrack = Omit<GenerationInput, 'userId' | 'id' | 'occurredAt'>

/** What one attempt at a track was asked to be, and how it went: about one in twenty fails. */
export function makeGeneration(chance: Chance, person: Person): MadeTrack {
  const style = chance.pick(person.styles)
  const aiEnhanced = chance.happens(person.usesAi)
  const asked: MadeTrack = {
    prompt: makePrompt(chance, person, style),
    style,
    scale: chance.happens(0.5) ? person.scale : chance.pick(SCALES),
    mood: chance.pickZipf(MOODS),
    durationSeconds: chance.pick([30, 60, 90, 120, 120, 180, 240]),
    tempoBpm: chance.int(60, 175),
    instruments: [...new Set(Array.from({ length: chance.int(2, 6) }, () => chance.pickZipf(INSTRUMENTS)))],
    aiEnhanced,
  }
  const generationSeconds = round(chance.logNormal(aiEnhanced ? 18 : 9, 0.45))
  const luck = chance.between(0, 1)
  if (luck < 0.05) return { ...asked, outcome: 'failed', generationSeconds, errorMessage: chance.pickZipf(ERRORS) }
  if (luck < 0.065) return { ...asked, outcome: 'cancelled', generationSeconds: round(generationSeconds * 1.5) }
  return { ...asked, generationSeconds }
}

/** A few prompts come again and again, and most only once. */
function makePrompt(chance: Chance, { language }: Person, style: string): string {
  const subject = chance.pickZipf(SUBJECTS[language])
  if (chance.happens(0.3)) return language === 'es' ? `${subject} de ${style}` : `${subject}, ${style}`
  const detail = chance.pick(DETAILS[language])
  if (chance.happens(0.5)) return `${subject} ${detail}`
  return `${subject} ${detail}, ${chance.pick(MOODS)}, ${chance.pick(INSTRUMENTS)} ${chance.int(1, 100)}`
}

const round = (seconds: number) => Math.round(seconds * 1000) / 1000
