import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMask } from '../src/privacy/mask-text.js'
import { newDatabase, openTestStore } from './support/database.js'
import { delivery, generation, generationStart, interaction } from './support/events.js'

const NAMES = ['Ana', 'Ana María', 'José Luis', "O'Brien", 'Zoë']
const mask = createMask({ masks: ['email', 'phone', 'names'], names: NAMES })

describe('a mask', () => {
  it.each([
    ['a song for ana.lopez+music@mail.example.org, please', 'a song for [email], please'],
    ['(me@example.com)', '([email])'],
    ['write to josé@músıca.example.', 'write to [email].'],
    ['from ＡＮＡ＠mail.example', 'from [email]'],
    ['a@b@c.example', 'a@[email]'],
    ['me @ home, 2@4, @ana', 'me @ home, 2@4, @[name]'],
    ['call +34 612 34 56 78 now', 'call [phone] now'],
    ['call (555) 123-4567!', 'call [phone]!'],
    ['tel:0034-612345678', 'tel:[phone]'],
    ['٠١٢٣٤٥٦٧٨٩ call', '[phone] call'],
    ['+1 23 45 67', '[phone]'],
    ['120 bpm, 4/4, from 1985-1990, 44100 Hz', '120 bpm, 4/4, from 1985-1990, 44100 Hz'],
    ['for ANA and ana maría', 'for [name] and [name]'],
    ["jose luis's bolero by O’Brien, not José", "[name]'s bolero by [name], not José"],
    ['a banana for Zoe, an anagram', 'a banana for [name], an anagram'],
  ])('of %j leaves %j', (text, masked) => expect(mask(text)).toBe(masked))

  it('does what it was asked to, and nothing else', () => {
    const text = 'Ana, 612345678, ana@mail.example'
    expect(createMask({ masks: ['email'] })(text)).toBe('Ana, 612345678, [email]')
    expect(createMask({ masks: ['phone'] })(text)).toBe('Ana, [phone], ana@mail.example')
    expect(createMask({ masks: ['names'], names: ['ana'] })('Ana, ana')).toBe('[name], [name]')
  })

  it('finds each part, wherever it stands, and leaves every other word', () => {
    const letters = fc.stringMatching(/^[b-z]{1,8}$/)
    const word = fc
      .oneof(letters, fc.constantFrom('120 bpm', 'ñandú', '🎵', '雨の歌', '50%'))
      .map((each) => [each, each])
    const email = fc.tuple(letters, letters).map(([local, host]) => [`${local}.x@${host}.example`, '[email]'])
    const phone = fc.stringMatching(/^\+[1-9][0-9]{2}([ .-]?[0-9]){6,9}$/).map((number) => [number, '[phone]'])
    const name = fc.constantFrom(...NAMES, 'ANA', 'zoe').map((each) => [each, '[name]'])
    fc.assert(
      fc.property(fc.array(fc.oneof(word, email, phone, name)), (parts) => {
        const [text, masked] = [0, 1].map((side) => parts.map((part) => part[side]).join(' ; '))
        expect(mask(text ?? '')).toBe(masked)
      }),
    )
  })

  it('of a hostile text costs no more than its length', () => {
    // Of so many, the square takes many minutes.
    const length = 250_000
    const program = `
      const { createMask } = await import(${JSON.stringify(new URL('../dist/privacy/mask-text.js', import.meta.url))})
      const mask = createMask({ masks: ['email', 'phone', 'names'], names: ${JSON.stringify(NAMES)} })
      for (const part of ['a', '.', 'a.', '@', 'a@', 'a@a.', '+', '1', '1 ', '(', '1-', 'ana ', 'jose ', ' ', '\\u0301'])
        mask(part.repeat(${length} / part.length))`
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 60_000 })
    expect([ended.signal, ended.status, String(ended.stderr)]).toEqual([null, 0, ''])
  }, 90_000)
})

it('what a mask takes out of prompts and messages never reaches the database, by whatever way it comes', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url, promptMask: { masks: ['email'] } })
  const secret = 'quetzal@mail.example'
  const [prompt, errorMessage] = [`a song for ${secret}`, `no model for ${secret}`]
  await store.ingest(
    [
      generationStart({ prompt }),
      generation({ prompt, outcome: 'failed', errorMessage }),
      interaction({ action: 'error', value: errorMessage }),
    ],
    delivery(),
  )
  await store.importEvents([generation({ prompt })], 1)
  const kept: (string | undefined)[] = []
  for await (const events of store.exportEvents({ appId: 1 }))
    kept.push(...events.map((event) => ('prompt' in event ? event.prompt : undefined)))
  expect(kept.filter((text) => text !== undefined)).toEqual(Array.from({ length: 3 }, () => 'a song for [email]'))
  expect(await store.insight({ name: 'prompts', appId: 1, input: { range: { days: 1 } } })).toMatchObject({
    rows: [{ value: 'a song for [email]', generations: 2 }],
  })
  const path = fileURLToPath(url)
  for (const file of [path, `${path}-wal`]) expect((await readFile(file)).includes('quetzal')).toBe(false)
})
