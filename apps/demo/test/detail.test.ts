import { describe, expect, test } from 'vitest'
import { createAnnounce } from '../src/announce/announce.js'
import { detailOf, type Generation } from '../src/announce/detail.js'
import { shapesFrom } from '../src/announce/shape.js'
import { compose } from '../src/music/compose.js'
import type { Recipe } from '../src/music/recipe.js'

const recipe: Recipe = { prompt: 'mar en calma', style: 'ambient', mood: 'calm', aiEnhanced: true, seed: 5 }
const piece = compose(recipe)
const made: Generation = { id: 'track_1', recipe, piece, generationSeconds: 1.25, url: 'http://app/demo/?seed=5' }
const failed: Generation = {
  id: 'track_2',
  recipe,
  error: 'No free worker',
  generationSeconds: 0.5,
  url: 'http://app/',
}

const fields = {
  id: 'track_1',
  prompt: 'mar en calma',
  style: 'ambient',
  duration: piece.durationSeconds,
  analysis: { tempo: piece.tempoBpm, scale: expect.any(String), instruments: piece.instruments, mood: 'calm' },
  aiAnalysis: { arranger: expect.any(String), seed: 5 },
  generation_time: 1.25,
}

describe('the detail of a generation', () => {
  test('flat: the fields of the track themselves', () => {
    expect(detailOf(made, 'flat')).toEqual(fields)
  })

  test('nested: the track under its name, and what players need beside it', () => {
    expect(detailOf(made, 'nested')).toEqual({
      track: fields,
      audioUrl: 'http://app/demo/?seed=5',
      duration: piece.durationSeconds,
      style: 'ambient',
      prompt: 'mar en calma',
    })
  })

  test('without AI says nothing of AI', () => {
    const plain = { ...made, recipe: { ...recipe, aiEnhanced: false } }
    expect(detailOf(plain, 'flat')).not.toHaveProperty('aiAnalysis')
    expect(detailOf(plain, 'nested')).not.toHaveProperty('track.aiAnalysis')
  })

  test.each(['flat', 'nested'] as const)('of a failure is marked as one, %s', (shape) => {
    const detail = detailOf(failed, shape)
    expect(detail).toMatchObject({ success: false, error: 'No free worker', prompt: 'mar en calma', style: 'ambient' })
    expect(detail).not.toHaveProperty('duration')
  })
})

describe('the shape of announcements', () => {
  test('alternates, the flat one first', () => {
    const next = shapesFrom('')
    expect([next(), next(), next()]).toEqual(['flat', 'nested', 'flat'])
  })

  test.each(['flat', 'nested'])('stays %s when the address asks for it', (shape) => {
    const next = shapesFrom(`?shape=${shape}`)
    expect([next(), next()]).toEqual([shape, shape])
  })
})

test('an announcement is one realMusicGenerated event with the detail it returns', () => {
  const document = new EventTarget()
  const heard: unknown[] = []
  document.addEventListener('realMusicGenerated', (event) => heard.push((event as CustomEvent).detail))
  const announcement = createAnnounce(document, () => 'flat')(made)
  expect(heard).toEqual([announcement.detail])
  expect(announcement.shape).toBe('flat')
})
