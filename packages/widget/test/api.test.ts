import type { Event } from '@son1k/contract'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { STUB, startHostSite } from './host-site.js'

const browser = useChromium()
const quiet = 'data-autotrack="false"'
const namesOf = (events: Event[]) => events.map((event) => ('action' in event ? event.action : event.type))
const generationsOf = (events: Event[]) =>
  events.flatMap((event) => (event.type === 'generation' ? [[event.generationId, event.outcome]] : []))

test('a generation tells its start and its end, once, with the time between them', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  const page = await site.open()
  await page.evaluate(async () => {
    const start = (generationId: string) => window.son1k?.generation.start({ generationId, prompt: 'rain' })
    const good = start('good')
    // The clock of the device is set forward meanwhile.
    const { now } = Date
    Date.now = () => now() + 3_600_000
    good?.succeed({ durationSeconds: 90 })
    Date.now = now
    start('bad')?.fail(new Error('model is busy'))
    const cancelled = start('cancelled')
    cancelled?.cancel()
    cancelled?.succeed()
    void window.son1k?.action('good', 'save')
    await window.son1k?.flush()
  })
  const events = site.analytics.events()
  expect(generationsOf(events)).toEqual([
    ['good', 'succeeded'],
    ['bad', 'failed'],
    ['cancelled', 'cancelled'],
  ])
  expect(namesOf(events).filter((name) => name === 'generation.start')).toHaveLength(3)
  expect(events.find(({ type }) => type === 'generation')).toMatchObject({
    prompt: 'rain',
    durationSeconds: 90,
    generationSeconds: expect.toSatisfy((seconds: number) => seconds >= 0 && seconds < 60),
  })
  expect(events).toContainEqual(expect.objectContaining({ generationId: 'bad', errorMessage: 'model is busy' }))
  expect(events.at(-1)).toMatchObject({ action: 'save', generationId: 'good' })
})

test('a generation whose page is left counts as abandoned', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  const page = await site.open()
  await page.evaluate(() => {
    window.son1k?.generation.start({ generationId: 'left' })
    location.href = 'about:blank'
  })
  await expect.poll(() => generationsOf(site.analytics.events())).toEqual([['left', 'abandoned']])
})

test('where consent is required nothing is sent or stored before it, and what waited is sent then', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-consent="required"', body: '<b>x</b>' })
  const page = await site.open()
  await page.click('b')
  expect(await page.evaluate(() => window.son1k?.status().consent)).toBe('unknown')
  expect(await page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length])).toEqual([0, 0])
  expect(site.analytics.deliveries).toEqual([])

  await page.evaluate(() => window.son1k?.consent(true))
  await expect.poll(() => namesOf(site.analytics.events())).toEqual(['session.start', 'page_view', 'click'])
  await page.reload()
  expect(await page.evaluate(() => window.son1k?.status().consent)).toBe('granted')
})

test('who opts out is not tracked, also after a reload, until opting in', async () => {
  const site = await startHostSite(browser(), { body: '<b>x</b>' })
  const page = await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)
  await page.evaluate(() => window.son1k?.optOut())
  await page.click('b')
  await page.reload()
  await page.click('b')
  expect(await page.evaluate(() => window.son1k?.status())).toMatchObject({ enabled: false, queueLength: 0 })
  await page.evaluate(() => window.son1k?.optIn())
  await page.click('b')
  await expect.poll(() => namesOf(site.analytics.events())).toEqual(['session.start', 'page_view', 'click'])
})

test('the browser’s wish not to be tracked is honoured where the page respects it, unless the person opts in', async () => {
  for (const [attributes, signal, value, consent] of [
    ['data-respect-privacy', 'globalPrivacyControl', true, 'denied'],
    ['data-respect-privacy', 'doNotTrack', '1', 'denied'],
    ['', 'globalPrivacyControl', true, 'granted'],
  ] as const) {
    const site = await startHostSite(browser(), { attributes })
    await site.context.addInitScript(([name, wish]) => Object.defineProperty(navigator, name, { value: wish }), [
      signal,
      value,
    ] as const)
    const page = await site.open()
    const state = () => page.evaluate(() => window.son1k?.status().consent)
    expect(await state()).toBe(consent)
    await page.evaluate(() => window.son1k?.flush())
    expect(site.analytics.events()).toHaveLength(consent === 'denied' ? 0 : 2)
    await page.evaluate(() => window.son1k?.optIn())
    await page.reload()
    expect(await state()).toBe('granted')
  }
})

test('reset ends the session and begins with a new user', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  const page = await site.open()
  await page.evaluate(async () => {
    window.son1k?.identify('ana')
    void window.son1k?.action('g', 'play')
    await window.son1k?.reset()
    await window.son1k?.action('g', 'like')
    await window.son1k?.flush()
  })
  const events = site.analytics.events()
  expect(namesOf(events)).toEqual(['session.start', 'play', 'session.end', 'session.start', 'like'])
  expect(events.map(({ userId }) => userId === 'ana')).toEqual([true, true, true, false, false])
  expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(2)
})

test('calls that are made before the script has loaded are made then, with what they answer', async () => {
  const site = await startHostSite(browser(), {
    attributes: quiet,
    head: `<script>${STUB};
      son1k.identify('early')
      window.early = son1k.generation.start({ generationId: 'g1' })
    </script>`,
  })
  const page = await site.open()
  await expect.poll(() => namesOf(site.analytics.events())).toEqual(['session.start', 'generation.start'])
  await page.evaluate(() => Reflect.get(window, 'early').succeed())
  await expect.poll(() => generationsOf(site.analytics.events())).toEqual([['g1', 'succeeded']])
  expect(new Set(site.analytics.events().map(({ userId }) => userId))).toEqual(new Set(['early']))
})

test('a page without IndexedDB keeps events in localStorage, and the next one delivers them', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  await site.context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  const first = await site.open()
  await first.evaluate(() => window.son1k?.flush())
  site.analytics.interfere = (path) => (path === '/trpc/track.batch' ? { status: 503 } : undefined)
  await first.evaluate(() => window.son1k?.action('g', 'save'))
  await first.close()
  site.analytics.interfere = () => undefined
  await site.open()
  await expect.poll(() => namesOf(site.analytics.events())).toEqual(['session.start', 'save'])
})

test('ten thousand events at once are all delivered, and each is stored once', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  const page = await site.open()
  await page.evaluate(() => {
    for (let index = 0; index < 10_000; index++) void window.son1k?.action(`g${index}`, 'play')
  })
  await expect
    .poll(() => site.analytics.events().filter((event) => 'action' in event), { timeout: 50_000 })
    .toHaveLength(10_000)
  expect(await page.evaluate(() => window.son1k?.status().drops)).toEqual({})
})
