import { expect, test } from 'vitest'
import { compose } from '../src/music/compose.js'
import { STYLE_IDS } from '../src/music/style.js'
import { onStrings } from '../src/sound/strings.js'

const note = (startBeats: number, lengthBeats: number) => ({ startBeats, lengthBeats })

test('notes that follow each other share a string, notes that sound together do not', () => {
  const [a, b, c, d] = [note(0, 1), note(0, 2), note(1, 1), note(2, 1)]
  expect(onStrings([a, b, c, d])).toEqual([[a, c, d], [b]])
})

test('every note of a piece is on one string and never meets another there', () => {
  for (const style of STYLE_IDS) {
    const { notes } = compose({ prompt: 'todo', style, mood: 'energetic', aiEnhanced: true, seed: 11 })
    const strings = onStrings(notes)
    expect(strings.flat()).toHaveLength(notes.length)
    for (const string of strings) {
      for (const [index, { startBeats, lengthBeats }] of string.entries()) {
        const next = string[index + 1]
        if (next) expect(startBeats + lengthBeats).toBeLessThanOrEqual(next.startBeats)
      }
    }
  }
})
