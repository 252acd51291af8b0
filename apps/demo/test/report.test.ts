import { expect, test } from 'vitest'
import { measureBy } from '../src/announce/measure.js'
import { reportTo } from '../src/announce/report.js'
import { watchWidget } from '../src/announce/telling.js'

const params = { generationId: 'track_1', prompt: 'sea', style: 'techno', mood: 'calm', aiEnhanced: true }
const broken = () => {
  throw new Error('broken')
}

test('an action goes to the widget with its track', () => {
  const calls: unknown[] = []
  reportTo({ son1k: { action: (...call) => calls.push(call) } })('save', 'track_1')
  expect(calls).toEqual([['track_1', 'save']])
})

test('where there are only the old globals it goes to them', () => {
  const calls: unknown[] = []
  reportTo({ analyticsClient: { trackInteraction: (...call) => calls.push(call) } })('play', 'track_1')
  expect(calls).toEqual([['play', 'BUTTON.play', 'track_1']])
})

test('without a widget, and with a broken one, nothing happens', () => {
  for (const globals of [{}, { son1k: { action: broken, generation: { start: broken }, status: broken } }]) {
    expect(() => reportTo(globals)('play', 'track_1')).not.toThrow()
    expect(() => measureBy(globals)(params).cancel()).not.toThrow()
    const telling = watchWidget({ analyticsDashboard: { show() {} }, ...globals })
    telling.start()
    expect(telling.isThere.value).toBe(false)
  }
})

test('what the widget tells is shown, the newest first', () => {
  const heard: Record<string, (detail: unknown) => void> = {}
  const status = { consent: 'granted', queueLength: 1, drops: { QUEUE_FULL: 2, TOO_OLD: 1 } }
  const telling = watchWidget({
    analyticsDashboard: { show() {} },
    son1k: {
      status: () => status,
      on: (name, listener) => {
        heard[name] = listener
      },
    },
  })
  telling.start()
  heard.track?.({ id: '1', type: 'session.start' })
  heard.track?.({ id: '2', type: 'interaction', action: 'save', generationId: 'track_1' })
  status.queueLength = 3
  heard.status?.(undefined)
  expect(telling.told.value).toEqual([
    { id: '2', what: 'interaction · save', generationId: 'track_1' },
    { id: '1', what: 'session.start', generationId: undefined },
  ])
  expect([telling.waiting.value, telling.lost.value, telling.consent.value]).toEqual([3, 3, 'granted'])
})
