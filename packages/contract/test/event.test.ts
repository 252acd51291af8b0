import { describe, expect, it } from 'vitest'
import { type Event, LIMITS, parseEvent } from '../src/index.js'

const base = { id: '018f2b6e-7c1a-7000-8000-0123456789ab', occurredAt: '2026-11-23T18:05:00Z', userId: 'user_1' }
const generation = { ...base, type: 'generation' }
const interaction = { ...base, type: 'interaction', action: 'click', element: 'BUTTON#generate' }

const accepted = (input: unknown): Event => {
  const result = parseEvent(input)
  if ('issues' in result) throw new Error(`refused: ${JSON.stringify(result.issues)}`)
  return result.event
}
const refusal = (input: unknown) => {
  const result = parseEvent(input)
  if ('event' in result) throw new Error(`accepted: ${JSON.stringify(result.event)}`)
  return result
}
const issuesOf = (input: unknown) => refusal(input).issues.map(({ path, message }) => `${path} ${message}`)

describe('an event', () => {
  it('of every type is taken with its required fields alone', () => {
    const sessionId = '018f2b6e-7c1a-4000-8000-0123456789ab'
    for (const event of [
      generation,
      interaction,
      { ...base, type: 'generation.start', generationId: 'track-1' },
      { ...base, type: 'session.start', sessionId },
      { ...base, type: 'session.end', sessionId },
    ]) {
      expect(accepted(event)).toEqual(event)
    }
  })

  it('without what is required is refused, naming each field', () => {
    expect(issuesOf({ type: 'generation' })).toEqual(['userId is required', 'id is required', 'occurredAt is required'])
    expect(issuesOf({ ...base, type: 'session.start' })).toEqual(['sessionId is required'])
    expect(issuesOf({ ...base, type: 'interaction' })).toEqual(['action is required', 'element is required'])
  })

  it('of an unknown type, or that is no object, is refused in words', () => {
    expect(issuesOf({ ...base, type: 'purchase' })[0]).toMatch(/^type must be one of session\.start, /)
    for (const nonsense of [null, undefined, 5, 'text', [], true])
      expect(issuesOf(nonsense)).toEqual([' must be an object'])
  })

  it('keeps no key that the contract does not know', () => {
    expect(accepted({ ...generation, ip: '203.0.113.9', extra: { nested: [] } })).toEqual(generation)
  })

  it('has its ids in lower case, so that one id is one id', () => {
    expect(accepted({ ...generation, id: base.id.toUpperCase() }).id).toBe(base.id)
  })

  it.each(['N/A', '', '   '])('stores the text %j as unknown', (unknown) => {
    const event = accepted({ ...generation, prompt: unknown, style: unknown, scale: unknown, mood: unknown })
    expect(JSON.parse(JSON.stringify(event))).toEqual(generation)
  })
})

describe('a field out of bounds', () => {
  it.each([
    ['prompt', 'x'.repeat(LIMITS.promptLength + 1)],
    ['style', 'x'.repeat(LIMITS.labelLength + 1)],
    ['style', 'lone surrogate \ud800'],
    ['prompt', 'cut\0here'],
    ['userId', 'x'.repeat(LIMITS.userIdLength + 1)],
    ['userId', ''],
    ['tempoBpm', 0],
    ['tempoBpm', '120'],
    ['durationSeconds', -1],
    ['durationSeconds', Number.POSITIVE_INFINITY],
    ['generationSeconds', Number.NaN],
    ['instruments', 'piano'],
    ['instruments', Array(LIMITS.instruments + 1).fill('piano')],
    ['aiEnhanced', 'yes'],
    ['outcome', 'exploded'],
    ['seq', 1.5],
    ['sessionId', 'session_1'],
    ['occurredAt', '2026-11-23'],
    ['occurredAt', '2026-02-30T00:00:00Z'],
  ])('%s is refused by its name: %j', (field, value) => {
    expect(refusal({ ...generation, [field]: value })).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: field }],
    })
  })

  it('of a list is named with its index', () => {
    expect(issuesOf({ ...generation, instruments: ['piano', 7] })).toEqual(['instruments.1 must be text'])
  })

  it('at its limit is taken', () => {
    accepted({ ...generation, prompt: 'ñ'.repeat(LIMITS.promptLength), style: 'x'.repeat(LIMITS.labelLength) })
  })
})

describe('metadata', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })

  it('nests as deep as the limit and no deeper', () => {
    accepted({ ...interaction, metadata: nested(LIMITS.metadataDepth) })
    expect(issuesOf({ ...interaction, metadata: nested(LIMITS.metadataDepth + 1) })).toEqual([
      `metadata must not nest deeper than ${LIMITS.metadataDepth}`,
    ])
  })

  it('of a depth that would overflow the stack is refused like any other', () => {
    const deep = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(issuesOf({ ...interaction, metadata: deep })).toEqual([
      `metadata must not nest deeper than ${LIMITS.metadataDepth}`,
    ])
  })

  it('is measured in bytes, not characters', () => {
    const text = 'ñ'.repeat(LIMITS.metadataBytes / 2)
    expect(issuesOf({ ...interaction, metadata: { text } })[0]).toMatch(/^metadata must be at most 4096 bytes/)
  })
})

describe('long texts', () => {
  it('cuts an error message, and refuses any other value that is too long', () => {
    const long = 'x'.repeat(LIMITS.messageLength + 500)
    expect(accepted({ ...generation, outcome: 'failed', errorMessage: long })).toMatchObject({
      errorMessage: long.slice(0, LIMITS.messageLength),
    })
    expect(accepted({ ...interaction, action: 'error', value: long })).toMatchObject({
      value: long.slice(0, LIMITS.messageLength),
    })
    expect(issuesOf({ ...interaction, value: long })[0]).toMatch(/^value must be/)
  })

  it('that are errors hold no character that the database can not store', () => {
    expect(accepted({ ...interaction, action: 'error', value: 'a\0b\ud800' })).toMatchObject({
      value: 'a\ufffdb\ufffd',
    })
  })

  it('stays well-formed where it is cut', () => {
    const long = `${'x'.repeat(LIMITS.messageLength - 1)}🎵🎵`
    const event = accepted({ ...interaction, action: 'error', value: long })
    expect('value' in event && event.value?.isWellFormed()).toBe(true)
  })

  it('refuses an event whose fields are fine but whose sum is not', () => {
    const instruments = Array(LIMITS.instruments).fill('ñ'.repeat(LIMITS.labelLength))
    expect(refusal({ ...generation, instruments, prompt: 'ñ'.repeat(LIMITS.promptLength) })).toMatchObject({
      code: 'EVENT_TOO_LARGE',
      issues: [{ message: expect.stringContaining('at most 16384') }],
    })
  })
})
