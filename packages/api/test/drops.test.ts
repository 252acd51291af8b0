import { AnalyticsError } from '@son1k/contract'
import { expect, test } from 'vitest'
import { createDropCounter } from '../src/drops.js'

test('drops are counted by reason, and an error once however often it is wrapped', () => {
  const drops = createDropCounter()
  const error = new AnalyticsError('OVERLOADED', 'later')
  drops.count('TOO_OLD', 2)
  drops.countError(error, 30)
  drops.countError(error)
  const wrapped = new AnalyticsError('OVERLOADED', 'later', { cause: error })
  drops.countError(wrapped)
  drops.countError(new Error('later', { cause: wrapped }))
  drops.countError(new Error('unforeseen'))
  expect(drops.byReason()).toEqual({ TOO_OLD: 2, OVERLOADED: 30, INTERNAL: 1 })
})
