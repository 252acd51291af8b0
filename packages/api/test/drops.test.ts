import { AnalyticsError } from '@son1k/contract'
import type { LostEvents } from '@son1k/store'
import { expect, test } from 'vitest'
import { createDropCounter } from '../src/drops.js'

test('drops are counted by reason, and an error once however often it is wrapped', () => {
  const kept: LostEvents[] = []
  const drops = createDropCounter((lost) => kept.push(lost), 1)
  const error = new AnalyticsError('OVERLOADED', 'later')
  drops.count({ appId: 2, kind: 'rejected', reason: 'TOO_OLD', events: 2 })
  drops.count({ appId: 2, kind: 'clientDropped', reason: 'QUEUE_FULL', events: 4 })
  drops.countError(error, { appId: 3, events: 30 })
  drops.countError(error)
  const wrapped = new AnalyticsError('OVERLOADED', 'later', { cause: error })
  drops.countError(wrapped)
  drops.countError(new Error('later', { cause: wrapped }))
  drops.countError(new Error('unforeseen'))
  expect(drops.byReason()).toEqual({ TOO_OLD: 2, 'client.QUEUE_FULL': 4, OVERLOADED: 30, INTERNAL: 1 })
  expect(kept).toEqual([
    { appId: 2, kind: 'rejected', reason: 'TOO_OLD', events: 2 },
    { appId: 2, kind: 'clientDropped', reason: 'QUEUE_FULL', events: 4 },
    { appId: 3, kind: 'dropped', reason: 'OVERLOADED', events: 30 },
    { appId: 1, kind: 'dropped', reason: 'INTERNAL', events: 1 },
  ])
})
