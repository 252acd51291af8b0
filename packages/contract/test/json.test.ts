import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonDepth, utf8Length } from '../src/index.js'

describe('utf8Length', () => {
  it('is what an encoder would give', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
      }),
    )
  })
})

describe('jsonDepth', () => {
  it.each([
    [1, 0],
    [null, 0],
    [{}, 1],
    [[], 1],
    [{ a: 1, b: { c: [] } }, 3],
  ])('of %j is %i', (value, depth) => {
    expect(jsonDepth(value, 10)).toBe(depth)
  })
})
