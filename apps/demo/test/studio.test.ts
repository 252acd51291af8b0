import { beforeEach, describe, expect, test } from 'vitest'
import type { Generation } from '../src/announce/detail.js'
import type { Recipe } from '../src/music/recipe.js'
import { discard } from '../src/studio/discard.js'
import { generate } from '../src/studio/generate.js'
import { like } from '../src/studio/like.js'
import { togglePlay } from '../src/studio/play.js'
import { regenerate } from '../src/studio/regenerate.js'
import { save } from '../src/studio/save.js'
import { createSavedTracks } from '../src/studio/saved-tracks.js'
import { share } from '../src/studio/share.js'
import { createStudio, type Entry, type Studio, type Track } from '../src/studio/studio.js'

const recipe: Recipe = { prompt: 'lluvia', style: 'lo-fi', mood: 'calm', aiEnhanced: true, seed: 3 }
const silence = { duration: 1 } as AudioBuffer

/** A studio in a browser without sound: everything but the loudspeaker is real. */
function createRoom(stored = new Map<string, string>()) {
  const announced: Generation[] = []
  const reported: string[] = []
  const measured: string[] = []
  let completed = () => {}
  let clockMs = 1_000
  let roll = 0
  const room = {
    announced,
    reported,
    measured,
    finishThinking: () => {},
    stored,
    renderFails: false,
    completePlaying: () => completed(),
    studio: createStudio({
      audio: {
        audioOf: async () => {
          clockMs += 800
          if (room.renderFails) throw new Error('no Web Audio')
          return silence
        },
      },
      player: {
        play: (_, onComplete) => {
          completed = onComplete
        },
        stop: () => {
          completed = () => {}
        },
        progress: () => 0,
        readSpectrum: () => {},
      },
      saved: createSavedTracks(() => ({
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
      })),
      announce: (generation) => {
        announced.push(generation)
        return { shape: 'flat', detail: {} }
      },
      report: (action, id) => reported.push(`${action} ${id}`),
      measure: ({ generationId, parentId }) => ({
        succeed: () => measured.push(`${generationId} of ${parentId} succeeded`),
        fail: (error) => measured.push(`${generationId} failed: ${error}`),
        cancel: () => measured.push(`${generationId} cancelled`),
      }),
      think: (until) =>
        new Promise((resolve) => {
          until.addEventListener('abort', () => resolve())
          room.finishThinking = resolve
        }),
      linkTo: ({ seed }) => `http://app/?seed=${seed}`,
      copy: async () => true,
      download: () => {},
      now: () => clockMs,
      random: () => (roll = (roll + 0.37) % 1),
    }),
  }
  return room
}

function track(studio: Studio, index = 0): Track {
  const entry: Entry | undefined = studio.entries.value[index]
  if (entry?.kind !== 'track') throw new Error(`Entry ${index} is no track.`)
  return entry
}

describe('the studio', () => {
  let room: ReturnType<typeof createRoom>
  let studio: Studio
  beforeEach(() => {
    room = createRoom()
    studio = room.studio
  })

  test('lists, plays and announces what it generates', async () => {
    await generate(studio, recipe)
    expect(track(studio)).toMatchObject({ recipe, generationSeconds: 0.8, isSaved: false })
    expect(studio.playingId.value).toBe(track(studio).id)
    expect(room.announced).toMatchObject([{ id: track(studio).id, recipe, generationSeconds: 0.8 }])
    expect(studio.isBusy.value).toBe(false)
  })

  test('lets the analytics measure a generation, its parent, its failure and its end before time', async () => {
    studio.isMeasuring.value = true
    const end = async (making: Promise<void>) => {
      room.finishThinking()
      await making
    }
    await end(generate(studio, recipe))
    const first = track(studio).id
    await end(regenerate(studio, track(studio)))
    const second = track(studio).id
    studio.isFailing.value = true
    await end(generate(studio, recipe))
    const third = studio.entries.value[0]?.id
    const cancelled = generate(studio, recipe)
    studio.cancel.value?.()
    await cancelled
    expect(room.measured).toEqual([
      `${first} of undefined succeeded`,
      `${second} of ${first} succeeded`,
      expect.stringMatching(new RegExp(`^${third} failed: \\w`)),
      expect.stringMatching(/cancelled$/),
    ])
    expect(room.announced).toEqual([])
    expect(studio.entries.value).toHaveLength(3)
    expect([studio.isBusy.value, studio.cancel.value]).toEqual([false, undefined])
  })

  test('likes a track once', async () => {
    await generate(studio, recipe)
    like(studio, track(studio))
    like(studio, track(studio))
    expect(room.reported).toEqual([`like ${track(studio).id}`])
  })

  test('does not report as heard what the person did not choose to hear', async () => {
    await generate(studio, recipe)
    expect(room.reported).toEqual([])
  })

  test('makes one track at a time', async () => {
    await Promise.all([generate(studio, recipe), generate(studio, recipe)])
    expect(room.announced).toHaveLength(1)
  })

  test('lists and announces a failure that was asked for', async () => {
    studio.isFailing.value = true
    await generate(studio, recipe)
    expect(studio.entries.value).toMatchObject([{ kind: 'failure', recipe }])
    expect(room.announced).toMatchObject([{ error: expect.stringMatching(/\w/) }])
    expect(studio.playingId.value).toBeUndefined()
  })

  test('announces a real failure with its own message, and can go on', async () => {
    room.renderFails = true
    await generate(studio, recipe)
    expect(room.announced).toMatchObject([{ error: 'Error: no Web Audio', generationSeconds: 0.8 }])
    expect(studio.entries.value).toMatchObject([{ kind: 'failure', reason: 'unexpected' }])
    room.renderFails = false
    await generate(studio, recipe)
    expect(track(studio).recipe).toEqual(recipe)
  })

  test('reports the life of a track', async () => {
    await generate(studio, recipe)
    const first = track(studio)
    await togglePlay(studio, first)
    expect(studio.playingId.value).toBeUndefined()
    await togglePlay(studio, first)
    room.completePlaying()
    save(studio, first)
    await share(studio, track(studio))
    await regenerate(studio, track(studio))
    discard(studio, track(studio, 1))
    const id = first.id
    expect(room.reported).toEqual(
      ['play', 'play_complete', 'save', 'share', 'regenerate', 'discard'].map((action) => `${action} ${id}`),
    )
  })

  test('regenerates the same wishes under another seed', async () => {
    await generate(studio, recipe)
    await regenerate(studio, track(studio))
    expect(track(studio).recipe).toEqual({ ...recipe, seed: expect.any(Number) })
    expect(track(studio).recipe.seed).not.toBe(recipe.seed)
  })

  test('has saved tracks again after a reload, until they are discarded', async () => {
    await generate(studio, recipe)
    await generate(studio, { ...recipe, seed: 4 })
    save(studio, track(studio))
    const reloaded = createRoom(room.stored).studio
    expect(reloaded.entries.value).toEqual([track(studio)])
    discard(reloaded, track(reloaded))
    expect(createRoom(room.stored).studio.entries.value).toEqual([])
  })

  test('drops what it can’t read out of the browser’s storage', async () => {
    room.stored.set('son1k_demo_saved', '[{"id":"x"},{"id":"y","generationSeconds":1,"recipe":{"style":"polka"}},null]')
    expect(createRoom(room.stored).studio.entries.value).toEqual([])
    room.stored.set('son1k_demo_saved', '{nonsense')
    expect(createRoom(room.stored).studio.entries.value).toEqual([])
  })

  test('keeps its list bounded and never drops a saved track for it', async () => {
    await generate(studio, recipe)
    save(studio, track(studio))
    for (let count = 0; count < 50; count++) await generate(studio, recipe)
    expect(studio.entries.value).toHaveLength(40)
    expect(track(studio, 39).isSaved).toBe(true)
  })
})
