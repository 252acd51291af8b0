import { describe, expect, test } from 'vitest'
import { renameFields, renameIssues } from '../src/rest/fields.js'

describe('a body of REST', () => {
  test('gets the names of the contract', () => {
    const body = {
      user_id: 'ana',
      generation_time: 9,
      tempo: 120,
      duration: 60,
      ai_enhanced: true,
      error_message: 'no',
    }
    expect(renameFields(body)).toEqual({
      userId: 'ana',
      generationSeconds: 9,
      tempoBpm: 120,
      durationSeconds: 60,
      aiEnhanced: true,
      errorMessage: 'no',
    })
  })

  test('loses nulls and what nobody knows', () => {
    expect(renameFields({ user_id: null, colour: 'green', constructor: 1, toString: 2 })).toEqual({})
  })

  test.each([
    [true, 'succeeded'],
    [false, 'failed'],
    ['true', null],
    [1, null],
  ])('success: %j is the outcome %j', (success, outcome) => {
    expect(renameFields({ success })).toEqual({ outcome })
  })

  test.each([
    ['session_start', 'session.start'],
    ['interaction', 'interaction'],
    ['constructor', 'constructor'],
    [7, 7],
  ])('type: %j is %j', (type, name) => {
    expect(renameFields({ type })).toEqual({ type: name })
  })

  test.each([[null], ['words'], [[1]], [undefined]])('stays as it is when it is no object: %j', (body) => {
    expect(renameFields(body)).toBe(body)
  })
})

test('issues get the names of REST, and words that fit them', () => {
  const outcome = 'must be one of succeeded, failed, cancelled, abandoned'
  expect(
    renameIssues([
      { path: 'generationSeconds', message: 'must be 0 or more' },
      { path: 'outcome', message: outcome },
      { path: 'type', message: 'is required' },
      { path: 'metadata.userId', message: 'must be text' },
      { path: 'instruments.3', message: 'must be text' },
      { path: '', message: 'must be a JSON object' },
    ]),
  ).toEqual([
    { path: 'generation_time', message: 'must be 0 or more' },
    { path: 'success', message: 'must be true or false' },
    { path: 'type', message: 'is required' },
    { path: 'metadata.userId', message: 'must be text' },
    { path: 'instruments.3', message: 'must be text' },
    { path: '', message: 'must be a JSON object' },
  ])
})
