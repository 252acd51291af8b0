import { describe, expect, test } from 'vitest'
import { compose } from '../src/music/compose.js'
import { MOOD_IDS } from '../src/music/mood.js'
import type { Recipe } from '../src/music/recipe.js'
import { contains, isBright } from '../src/music/scale.js'
import { STYLE_IDS, STYLES } from '../src/music/style.js'

const recipe = (changes: Partial<Recipe> = {}): Recipe => ({
  prompt: 'una canción épica de synthwave',
  style: 'synthwave',
  mood: 'energetic',
  aiEnhanced: true,
  seed: 7,
  ...changes,
})

/** Every style in every mood, with and without AI, under a few seeds. */
const recipes = STYLE_IDS.flatMap((style) =>
  MOOD_IDS.flatMap((mood) =>
    [1, 2, 3].flatMap((seed) => [true, false].map((aiEnhanced) => recipe({ style, mood, seed, aiEnhanced }))),
  ),
)

describe('a composed piece', () => {
  test('has every note in its scale', () => {
    for (const one of recipes) {
      const { notes, scale } = compose(one)
      const strangers = notes.filter(({ pitch }) => !contains(scale, pitch))
      expect(strangers, JSON.stringify(one)).toEqual([])
    }
  })

  test('keeps every sound between its start and its end', () => {
    for (const one of recipes) {
      const { notes, hits, lengthBeats } = compose(one)
      for (const { startBeats, lengthBeats: length } of notes) {
        expect(startBeats).toBeGreaterThanOrEqual(0)
        expect(length).toBeGreaterThan(0)
        expect(startBeats + length).toBeLessThanOrEqual(lengthBeats + 0.25)
      }
      for (const { startBeats } of hits) expect(startBeats).toBeLessThan(lengthBeats)
    }
  })

  test('lasts as long as its bars at its tempo and the fade', () => {
    for (const one of recipes) {
      const { chords, tempoBpm, durationSeconds } = compose(one)
      expect(durationSeconds).toBeCloseTo((chords.length * 4 * 60) / tempoBpm + 2, 2)
      expect(durationSeconds).toBeGreaterThan(15)
      expect(durationSeconds).toBeLessThan(60)
    }
  })

  test('has pitches that ears and speakers can take', () => {
    for (const one of recipes) {
      for (const { pitch, voice } of compose(one).notes) {
        expect(pitch, voice).toBeGreaterThanOrEqual(24)
        expect(pitch, voice).toBeLessThanOrEqual(100)
      }
    }
  })

  test('ends on its tonic', () => {
    for (const one of recipes) {
      const { notes, scale } = compose(one)
      const last = notes.filter(({ voice }) => voice === 'lead').at(-1)
      expect(((last?.pitch ?? -1) - scale.tonic) % 12).toBe(0)
    }
  })
})

describe('the same recipe', () => {
  test('gives the same piece', () => {
    for (const one of recipes) expect(compose(one)).toEqual(compose({ ...one }))
  })

  test('is not disturbed by accents, case or spaces in the prompt', () => {
    expect(compose(recipe({ prompt: '  Una CANCIÓN epica   de synthwave' })).notes).toEqual(compose(recipe()).notes)
  })
})

describe('another recipe gives another piece', () => {
  const original = compose(recipe())

  test.each<[string, Partial<Recipe>]>([
    ['seed', { seed: 8 }],
    ['prompt', { prompt: 'lluvia en Tokio' }],
    ['style', { style: 'lo-fi' }],
    ['mood', { mood: 'calm' }],
    ['AI', { aiEnhanced: false }],
  ])('by its %s', (_, changes) => {
    expect(compose(recipe(changes)).notes).not.toEqual(original.notes)
  })

  test('AI adds a second voice and richer chords to the same melody', () => {
    const plain = compose(recipe({ aiEnhanced: false }))
    const voices = (piece: typeof plain) => new Set(piece.notes.map(({ voice }) => voice))
    expect(voices(plain)).not.toContain('counter')
    expect(voices(original)).toContain('counter')
    expect(original.chords[0]).toHaveLength(4)
    expect(plain.chords[0]).toHaveLength(3)
    const lead = (piece: typeof plain) => piece.notes.filter(({ voice }) => voice === 'lead').map((n) => n.startBeats)
    expect(lead(original)).toEqual(lead(plain))
  })
})

describe('the prompt and the mood are heard', () => {
  test('a slow prompt is slower than a fast one', () => {
    expect(compose(recipe({ prompt: 'algo lento' })).tempoBpm).toBeLessThan(STYLES.synthwave.tempoBpm[1])
    for (const style of STYLE_IDS) {
      const slow = STYLES[style].tempoBpm[1] * 0.86
      expect(compose(recipe({ style, mood: 'calm', prompt: 'slow' })).tempoBpm).toBeLessThanOrEqual(Math.round(slow))
    }
  })

  test.each(['una tarde alegre', 'a sunny day'])('%s is bright', (prompt) => {
    expect(isBright(compose(recipe({ prompt })).scale.mode)).toBe(true)
  })

  test.each(['noche oscura', 'a lonely night'])('%s is dark', (prompt) => {
    expect(isBright(compose(recipe({ prompt })).scale.mode)).toBe(false)
  })

  test('without such words the mood decides', () => {
    expect(isBright(compose(recipe({ prompt: '', mood: 'happy' })).scale.mode)).toBe(true)
    expect(isBright(compose(recipe({ prompt: '', mood: 'melancholic' })).scale.mode)).toBe(false)
  })

  test('ambient has no drums and says so in its instruments', () => {
    const piece = compose(recipe({ style: 'ambient' }))
    expect(piece.hits).toEqual([])
    expect(piece.instruments).not.toContain('drums')
    expect(compose(recipe()).instruments).toEqual(['neon lead', 'glass bell', 'warm pad', 'growl bass', 'drums'])
  })
})
