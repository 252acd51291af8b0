import { AnalyticsError, ERROR_CODES } from '@son1k/contract'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { httpStatusOf, toAnalyticsError, toErrorShape, toTrpcError } from '../src/errors.js'

test.each(ERROR_CODES)('%s is the same HTTP status on both surfaces', (code) => {
  const error = new AnalyticsError(code, 'no')
  const status = httpStatusOf(code)
  expect(getHTTPStatusCodeFromError(toTrpcError(error, 'request-1'))).toBe(status)
  expect(toErrorShape(error).data.httpStatus).toBe(status)
})

describe('what was thrown is shown', () => {
  test('as it is when it is an error of the domain, however it was wrapped', () => {
    const error = new AnalyticsError('OVERLOADED', 'come again', { retryAfterSeconds: 3 })
    expect(toAnalyticsError(error, 'request-1')).toBe(error)
    expect(toAnalyticsError(new TRPCError({ code: 'BAD_REQUEST', cause: error }), 'request-1')).toBe(error)
  })

  test('as issues when the input is wrong', () => {
    const { error } = z.object({ userId: z.string('must be text') }).safeParse({})
    const issues = [{ path: 'userId', message: 'must be text' }]
    expect(toAnalyticsError(error, 'request-1')).toMatchObject({ code: 'VALIDATION_FAILED', issues })
  })

  test.each([
    ['an error', new Error('SELECT secret')],
    ['an error with the status of a failure', Object.assign(new Error('SELECT secret'), { statusCode: 500 })],
    ['an error of tRPC around it', new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: new Error('SELECT secret') })],
    ['no error at all', 'SELECT secret'],
    ['nothing', undefined],
  ])('as a request id when it is unknown: %s', (_what, thrown) => {
    const shown = toAnalyticsError(thrown, 'request-1')
    expect(shown).toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('request-1') })
    expect(shown.message).not.toContain('secret')
    expect(shown.cause).toBe(thrown)
  })

  test('in our words when a framework refuses', () => {
    const refused = Object.assign(new Error('Body exceeds 1 at /srv/lib.js'), { statusCode: 413 })
    expect(toAnalyticsError(refused, 'request-1')).toMatchObject({
      code: 'BODY_TOO_LARGE',
      message: expect.not.stringContaining('/srv'),
    })
  })
})
