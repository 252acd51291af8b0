import type { Event } from '@son1k/contract'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { startHostSite } from './host-site.js'

const browser = useChromium()
const SESSION = '0190a5d8-1111-7222-8333-444455556666'
const actionsOf = (events: Event[]) => events.map((event) => ('action' in event ? event.action : event.type))

test('a page written for the old client works', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-autotrack="false"' })
  const page = await site.open()
  const answers = await page.evaluate(async (session) => {
    const client = window.analyticsClient
    if (!client) throw new Error('no analyticsClient')
    const sessionId = await client.startSession()
    await client.trackMusicGeneration({ prompt: 'night drive', style: 'synthwave' })
    await client.trackInteraction('click', 'saveButton')
    await client.trackInteraction('select', 'style', 'techno')
    await client.trackError(new Error('no audio'))
    await client.track_interaction(client.sessionId, client.userId, 'play', 'player')
    await client.track_interaction(session, 'someone', 'stop', 'player', 'now')
    const status = client.getStatus()
    const ids = [client.sessionId, client.userId, client.isOnline]
    await client.endSession()
    return { sessionId, status, ids, after: client.sessionId }
  }, SESSION)

  await expect.poll(site.analytics.events).toHaveLength(8)
  expect(answers).toMatchObject({
    sessionId: expect.stringMatching(/^[\da-f-]{36}$/),
    status: {
      enabled: true,
      sessionId: answers.sessionId,
      userId: expect.stringMatching(/^user_/),
      isOnline: true,
      queueLength: expect.any(Number),
      retryCount: 0,
    },
    ids: [answers.sessionId, answers.status.userId, true],
    after: null,
  })
  const own = { sessionId: answers.sessionId, userId: answers.status.userId }
  expect(site.analytics.events()).toMatchObject([
    { ...own, type: 'session.start', seq: 0 },
    { ...own, type: 'generation', prompt: 'night drive', seq: 1 },
    { ...own, action: 'click', element: 'saveButton', seq: 2 },
    { ...own, action: 'select', element: 'style', value: 'techno', seq: 3 },
    { ...own, action: 'error', value: 'no audio', metadata: { error_stack: expect.any(String) }, seq: 4 },
    { ...own, action: 'play', element: 'player', seq: 5 },
    { sessionId: SESSION, userId: 'someone', action: 'stop', value: 'now' },
    { ...own, type: 'session.end' },
  ])
})

test('old calls with arguments that make no sense neither throw nor lose their event', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-autotrack="false"' })
  const page = await site.open()
  await page.evaluate(async () => {
    const client: Record<string, (...anything: unknown[]) => Promise<void>> = Object(window.analyticsClient)
    await client.track_interaction?.('session_1', null, 'play', 'player', 5)
    await client.trackInteraction?.(7, { toString: () => 'element' }, { a: 1 })
    await client.trackInteraction?.()
    await client.trackError?.()
    await client.trackError?.(Object.create(null))
    await client.trackMusicGeneration?.()
  })
  // The one whose session is no UUID is refused once, and sent again without it: before the others or after them.
  await expect
    .poll(() => actionsOf(site.analytics.events()).sort())
    .toEqual(['7', 'error', 'generation', 'play', 'session.start', 'undefined'])
  await expect.poll(() => page.evaluate(() => window.son1k?.status().queueLength)).toBe(0)
  // An error that can't even be made a text.
  expect(await page.evaluate(() => window.son1k?.status().drops)).toEqual({ VALIDATION_FAILED: 1 })
  expect(site.analytics.rejected).toHaveLength(1)
})

test('getAnalytics answers the data of the REST endpoint, getHealth its answer', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  expect(await page.evaluate(() => window.analyticsClient?.getAnalytics(30))).toEqual({
    asked: '/api/analytics?days=30',
  })
  expect(await page.evaluate(() => window.analyticsClient?.getAnalytics())).toEqual({ asked: '/api/analytics?days=7' })
  expect(await page.evaluate(() => window.analyticsClient?.getHealth())).toEqual({
    status: 'healthy',
    active_sessions: 3,
  })
})

test('disable stops all tracking until enable', async () => {
  const site = await startHostSite(browser(), { body: '<b>x</b>' })
  const page = await site.open()
  await page.evaluate(() => window.analyticsClient?.disable())
  await page.click('b')
  await page.evaluate(() => window.analyticsClient?.trackInteraction('hidden', 'x'))
  expect(await page.evaluate(() => window.analyticsClient?.getStatus().enabled)).toBe(false)
  await page.evaluate(() => window.analyticsClient?.enable())
  await page.evaluate(() => window.analyticsClient?.trackInteraction('seen', 'x'))
  await expect.poll(() => actionsOf(site.analytics.events())).toEqual(['session.start', 'page_view', 'seen'])
})

test('son1k.track takes every kind of event and flush delivers at once', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-autotrack="false"' })
  const page = await site.open()
  await page.evaluate(async () => {
    const { son1k } = window
    void son1k?.track({ type: 'generation.start', generationId: 'g1', prompt: 'rain', params: { seed: 7 } })
    void son1k?.track({ type: 'generation', generationId: 'g1', outcome: 'cancelled', generationSeconds: 2 })
    void son1k?.track({ type: 'interaction', action: 'like', element: 'player', generationId: 'g1' })
    await son1k?.flush()
  })
  expect(site.analytics.events()).toMatchObject([
    { type: 'session.start' },
    { type: 'generation.start', generationId: 'g1', params: { seed: 7 } },
    { type: 'generation', outcome: 'cancelled' },
    { type: 'interaction', action: 'like', generationId: 'g1' },
  ])
})
