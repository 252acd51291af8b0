import type { BreakdownInput } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../src/music/fold-text.js'
import { MUSICAL_KEYS, musicalKey } from '../src/music/musical-key.js'
import { NAME_SYNONYMS } from '../src/music/name-synonyms.js'
import { createNameTable } from '../src/music/name-table.js'
import { tempoOctave } from '../src/music/tempo-octave.js'
import { openTestStore } from './support/database.js'
import { generation, HOUR, NOW } from './support/events.js'

describe('folding', () => {
  it.each([
    ['  Una CANCIÓN   épica, de «synthwave»! ', 'una cancion epica de synthwave'],
    ['lo-fi_beats', 'lo fi beats'],
    ['Don’t stop', 'dont stop'],
    ['ｆｕｌｌ ｗｉｄｔｈ', 'full width'],
    ['夜の街、ネオン。', '夜の街 ネオン'],
    ['한국어 음악', '한국어 음악'],
    ['ดนตรีไทย', 'ดนตรีไทย'],
    ['ПЕСНЯ', 'песня'],
    ['🎹🎹', '🎹🎹'],
    ['?!', '?!'],
    ['C#', 'c#'],
  ])('of %j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('of what is folded changes nothing, and case, spacing and accents around it neither', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }))
    fc.assert(
      fc.property(texts, (text) => {
        const folded = foldText(text)
        expect(foldText(folded)).toBe(folded)
        expect(foldText(` ${text}\u00ad\n`)).toBe(folded)
        expect(foldText(text.normalize('NFD'))).toBe(folded)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a key', () => {
  it.each([
    ['C major', ['C', 'c', 'C major', 'Do mayor', 'c maj', 'CMaj', 'CM', 'C-Major', 'DO', 'B# major']],
    ['A minor', ['Am', 'a min', 'la menor', 'A Minor', 'LA MENOR', 'am', 'A-minor', 'lam']],
    ['B♭ minor', ['A# minor', 'A♯m', 'Bbm', 'B♭ minor', 'si bemol menor', 'A sharp minor', 'Sib menor', 'b flat min']],
    ['F♯ major', ['Gb', 'F#', 'sol bemol mayor', 'Fa# mayor', 'fa sostenido mayor']],
    ['E♭ minor', ['D#m', 'Ebm', 'mi bemol menor']],
    ['D dorian', ['D dorian', 'Re dórico', 're dorico']],
    ['A harmonic minor', ['A harmonic minor', 'la menor armónica']],
  ])('%s is the same in every spelling', (key, spellings) => {
    expect(spellings.map(musicalKey)).toEqual(spellings.map(() => key))
  })

  it.each(['', 'N/A', 'H', 'lofi', 'domingo', 'C major 7 or so', '1', 'bass', 'mi vida', 'Cmm', 'C##'])(
    'is not %j',
    (text) => {
      expect(musicalKey(text)).toBeNull()
    },
  )

  it('is its own name', () => {
    expect(MUSICAL_KEYS.map(musicalKey)).toEqual(MUSICAL_KEYS)
    expect(new Set(MUSICAL_KEYS).size).toBe(14 * 12)
  })
})

describe('names', () => {
  const shown = (dimension: 'style' | 'mood' | 'scale', texts: string[]) => {
    const table = createNameTable(dimension)
    return texts.map((text) => table.canonical(text).shown)
  }

  it('are the same in Spanish and English, with and without accents', () => {
    expect(shown('style', ['electrónica', 'Electronica', 'ELECTRONIC', 'Música Electrónica'])).toEqual(
      Array(4).fill('electronic'),
    )
    expect(shown('mood', ['Épico', 'epica', 'EPIC'])).toEqual(Array(3).fill('epic'))
    expect(shown('scale', ['Do mayor', 'c'])).toEqual(Array(2).fill('C major'))
    expect(shown('style', ['vaporwave'])).toEqual([undefined])
  })

  it('have one meaning each', () => {
    for (const names of Object.values(NAME_SYNONYMS)) {
      const all = names.flatMap((each) => each.map(foldText))
      const meanings = names.flatMap(([known, ...others]) => [...new Set([known, ...others].map(foldText))])
      expect(new Set(all).size).toBe(meanings.length)
    }
  })

  it('mean what an app says they do, also what that means further', () => {
    const table = createNameTable('style', [
      { dimension: 'style', name: 'EDM', means: 'Electrónica' },
      { dimension: 'style', name: 'k-pop', means: 'K-Pop!' },
      { dimension: 'mood', name: 'techno', means: 'dark' },
      { dimension: 'style', name: 'round', means: 'about' },
      { dimension: 'style', name: 'about', means: 'round' },
    ])
    expect(table.canonical('edm')).toEqual({ key: 'electronic', shown: 'electronic' })
    expect(table.canonical('K POP')).toEqual({ key: 'k pop', shown: 'K-Pop!' })
    expect(table.canonical('techno')).toEqual({ key: 'techno' })
    expect(table.canonical('round').shown).toBeDefined()
    expect(table.foldsOf('EDM')).toEqual(expect.arrayContaining(createNameTable('style').foldsOf('electronic')))
  })
})

it('an app adds names that mean the same, and takes them back', async () => {
  const store = await openTestStore()
  const made = (style: string) => generation({ at: NOW - HOUR, style })
  await store.importEvents([made('EDM'), made('electrónica'), made('edm')], 1)
  const ask = async (input: Partial<BreakdownInput> = {}) => {
    const asked = { range: { days: 1 }, dimension: 'style' as const, ...input }
    const { rows, values } = await store.insight({ name: 'breakdown', appId: 1, input: asked })
    return [values, ...rows.map(({ value, generations }) => `${value} ${generations}`)]
  }
  expect(await ask()).toEqual([2, 'EDM 2', 'electronic 1'])
  const synonyms = [{ dimension: 'style' as const, name: 'E.D.M.', means: 'Electronic' }]
  synonyms.push({ dimension: 'style', name: 'edm', means: 'electronic' })
  await store.setNameSynonyms(1, synonyms)
  expect(await store.nameSynonyms(1)).toEqual(synonyms)
  expect(await ask()).toEqual([1, 'electronic 3'])
  const filters = [{ dimension: 'style' as const, op: 'is' as const, values: ['ELECTRONIC'] }]
  expect(await ask({ filters })).toEqual([1, 'electronic 3'])
  expect(await ask({ names: 'raw' })).toEqual([3, 'EDM 1', 'edm 1', 'electrónica 1'])
  await expect(store.setNameSynonyms(1, [{ dimension: 'style', name: ' ', means: 'x' }])).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ path: 'synonyms.0.name' }],
  })
  await store.setNameSynonyms(1, [])
  expect((await ask())[0]).toBe(2)
})

it('filters of users, errors and the lifecycle mean a name in all its spellings, unless raw names are asked for', async () => {
  const store = await openTestStore()
  const made = (userId: string, style: string) => generation({ at: NOW - HOUR, userId, style })
  const failed = { at: NOW - HOUR, userId: 'ana', outcome: 'failed' as const, errorMessage: 'no model' }
  const all = [made('ana', 'Electrónica'), made('bea', 'electronic'), made('eva', 'jazz')]
  await store.importEvents([...all, generation({ ...failed, style: 'ELECTRONICA' })], 1)
  const ask = async (names?: 'raw') => {
    const filters = [{ dimension: 'style' as const, op: 'is' as const, values: ['electronic'] }]
    const input = { range: { days: 1 }, filters, ...(names && { names }) }
    const users = await store.insight({ name: 'users', appId: 1, input })
    const errors = await store.insight({ name: 'errors', appId: 1, input })
    const { stages, values } = await store.insight({ name: 'lifecycle', appId: 1, input: { ...input, by: 'style' } })
    const kept = values?.map(({ value, succeeded }) => `${value} ${succeeded}`)
    return [users.rows.map(({ userId }) => userId).sort(), errors.found, stages[0]?.tracks, kept]
  }
  expect(await ask()).toEqual([['ana', 'bea'], 1, 3, ['electronic 2']])
  expect(await ask('raw')).toEqual([['bea'], 0, 1, ['electronic 1']])
})

it('half and double tempo share a band, but below 40 BPM', () => {
  fc.assert(
    fc.property(fc.double({ min: 40, max: 5_000, noNaN: true }), (tempo) => {
      const octave = tempoOctave(Math.floor(tempo / 10))
      expect(octave).toBe(tempoOctave(Math.floor((tempo * 2) / 10)))
      expect([8, 10, 12, 14]).toContain(octave)
    }),
  )
  expect([0, 3].map(tempoOctave)).toEqual([0, 3])
})
