import { expect, test } from 'vitest'
import { reportTo } from '../src/announce/report.js'

test('an action goes to the widget with its track', () => {
  const events: unknown[] = []
  reportTo({ son1k: { track: (event) => events.push(event) } })('save', 'track_1')
  expect(events).toEqual([{ type: 'interaction', action: 'save', element: 'BUTTON.save', generationId: 'track_1' }])
})

test('where there are only the old globals it goes to them', () => {
  const calls: unknown[] = []
  reportTo({ analyticsClient: { trackInteraction: (...call) => calls.push(call) } })('play', 'track_1')
  expect(calls).toEqual([['play', 'BUTTON.play', 'track_1']])
})

test('without a widget, and with a broken one, nothing happens', () => {
  expect(() => reportTo({})('play', 'track_1')).not.toThrow()
  const broken = () => {
    throw new Error('broken')
  }
  expect(() => reportTo({ son1k: { track: broken } })('play', 'track_1')).not.toThrow()
})
