import { expect, test } from 'vitest'
import { compose } from '../src/music/compose.js'
import { createAudioShelf } from '../src/studio/audio-shelf.js'

const piece = compose({ prompt: 'x', style: 'ambient', mood: 'calm', aiEnhanced: false, seed: 1 })

test('a sound is made once while it is kept, and again after others took its place', async () => {
  let made = 0
  const shelf = createAudioShelf(async () => ({ length: ++made }) as AudioBuffer, 2)
  await shelf.audioOf('a', piece)
  await shelf.audioOf('b', piece)
  await shelf.audioOf('a', piece)
  expect(made).toBe(2)
  await shelf.audioOf('c', piece)
  await shelf.audioOf('a', piece)
  expect(made).toBe(3)
  await shelf.audioOf('b', piece)
  expect(made).toBe(4)
})

test('a failure is not kept', async () => {
  let isBroken = true
  const shelf = createAudioShelf(async () => {
    if (isBroken) throw new Error('busy')
    return { length: 1 } as AudioBuffer
  })
  await expect(shelf.audioOf('a', piece)).rejects.toThrow('busy')
  isBroken = false
  await expect(shelf.audioOf('a', piece)).resolves.toEqual({ length: 1 })
})
