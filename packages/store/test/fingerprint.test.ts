import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../src/ingest/fingerprint.js'

describe('a fingerprint', () => {
  it.each([
    ['Out of memory: 512 MiB of 8,192 MiB free', 'Out of memory: # MiB of # MiB free'],
    ['Model "musicgen-large" took 12.5s, limit is 10s', 'Model <text> took #s, limit is #s'],
    ['job 3f2504e0-4f89-41d3-9a0c-0305e82c3301 failed', 'job # failed'],
    ['job 01ARZ3NDEKTSV4RRFFQ69G5FAV failed', 'job # failed'],
    ['commit 9fceb02d at 0x7ffee4b2', 'commit # at #'],
    ['GET https://api.example.com/v1/tracks/42?seed=7 answered 503', 'GET <url> answered #'],
    ['ENOENT: no such file, open /var/models/v2/weights.bin', 'ENOENT: no such file, open <path>'],
    ['cannot open C:\\models\\v2.onnx', 'cannot open <path>'],
    ['cannot open models/v2/weights.bin', 'cannot open <path>'],
    ["Can't read 'tempo' of undefined, isn't it", "Can't read <text> of undefined, isn't it"],
    ['No se encontró «piano» ni “bajo”', 'No se encontró <text> ni <text>'],
    ['expired at 2026-11-24T13:05:00.123Z, since 24/11/2026', 'expired at #, since #'],
    ['unexpected values -1, 2, 3e-7 and 4', 'unexpected values # and #'],
    ['  Uncaught TypeError: x\n  is   not a function ', 'TypeError: x is not a function'],
    ['Uncaught (in promise) AbortError', 'AbortError'],
    ['input/output and audio/mpeg stay', 'input/output and audio/mpeg stay'],
    ['内存不足: ٣ من 8', '内存不足: # من #'],
    ['', '<no message>'],
  ])('of %j is %j', (message, expected) => {
    expect(fingerprint(message)).toBe(expected)
  })

  const frames = {
    Chrome: `TypeError: Cannot read properties of null
    at Array.map (<anonymous>)
    at Player.render (https://app.example.com/assets/app-3f2a9c1b.js:10:15)
    at async start (https://app.example.com/assets/app-3f2a9c1b.js:1:1)`,
    Firefox: `map@[native code]
render@https://cdn.example.com/assets/app-BxY12_Zq.js?v=2:99:7
async*start@https://app.example.com/assets/app-BxY12_Zq.js:1:1`,
    Safari: `map@[native code]
render@https://app.example.com/assets/app.8d1c7e5a.js:8:120
global code@https://app.example.com/assets/app.8d1c7e5a.js:1:1`,
  }
  it.each(Object.entries(frames))('has the same top frame in any build, as %s writes it', (_, stack) => {
    expect(fingerprint('Broken', stack)).toBe('Broken @ render (app.js)')
  })

  it.each([
    ['no function in Chrome', 'Error: x\n    at https://a.example/studio/main.js:3:4', 'x @ main.js'],
    ['no function in Firefox', '@https://a.example/studio/main.js:3:4', 'x @ main.js'],
    ['no function in Safari', 'https://a.example/studio/main.js:3:4', 'x @ main.js'],
    ['a name that a minifier gave', 'Error\n    at n (https://a.example/main.js:3:4)', 'x @ main.js'],
    [
      'a constructor under another name',
      'Error\n    at new Synth [as Voice] (a:/synth.ts:3:4)',
      'x @ Synth (synth.ts)',
    ],
    ['a nested function in Firefox', 'play/<@https://a.example/main.js:3:4', 'x @ play (main.js)'],
    [
      'a chunk with a number',
      'Error\n    at load (https://a.example/_next/123-4.chunk.js:3:4)',
      'x @ load (#-#.chunk.js)',
    ],
    ['code in the page itself', 'Error\n    at load (https://a.example/:3:4)', 'x @ load (/)'],
    [
      'evaluated code',
      'Error\n    at eval (eval at go (https://a.example/m.js:1:1), <anonymous>:1:1)\n    at go (https://a.example/m.js:1:1)',
      'x @ m.js',
    ],
    ['nothing but the message', 'Error: no frame at all (see https://a.example)', 'x'],
    ['nothing', '', 'x'],
  ])('with a stack of %s', (_, stack, expected) => {
    expect(fingerprint('x', stack)).toBe(expected)
  })

  const words = fc.array(fc.constantFrom('model', 'failed', 'no', 'GPU', 'memoria', 'audio'), {
    minLength: 1,
    maxLength: 6,
  })
  const variable = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value.toFixed(3)),
    fc.uuid(),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => date.toISOString()),
    fc.integer({ min: 2 ** 28, max: 2 ** 32 - 1 }).map((value) => `0x${value.toString(16)}`),
  )
  it('stays the same whatever its numbers, ids and times are', () => {
    fc.assert(
      fc.property(words, variable, variable, (text, one, other) => {
        const of = (value: unknown) => fingerprint(`${text.join(' ')} ${value} end`)
        expect(of(one)).toBe(of(other))
        expect(of(one)).toBe(`${text.join(' ')} # end`)
      }),
    )
  })

  it('stays the same whatever stands in quotes, addresses and paths', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,12}$/)
    fc.assert(
      fc.property(words, part, part, (text, one, other) => {
        const of = (value: string) =>
          fingerprint(`${text.join(' ')} "${value}" https://${value}/${value} /srv/${value} end`)
        expect(of(one)).toBe(of(other))
        expect(of(one)).toBe(`${text.join(' ')} <text> <url> <path> end`)
      }),
    )
  })

  it('of any text is short, well-formed, and the same each time', () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      '/',
      '\\',
      '@',
      ':',
      '-',
      '.',
      '(',
      ')',
      ' ',
      'at ',
      '1',
      'a',
      '<',
      '://',
      '„',
      '\u{1f3b9}',
    )
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.tuple(pieces, pieces).map(([a, b]) => `${a}${b}`.repeat(700)),
      fc.array(pieces, { maxLength: 400 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(hostile, hostile, (message, stack) => {
        const found = fingerprint(message, stack)
        expect(found.length).toBeLessThan(600)
        expect(found.isWellFormed()).toBe(true)
        expect(fingerprint(message, stack)).toBe(found)
      }),
      { numRuns: 100 },
    )
  })
})
