import { LIMITS } from '@son1k/contract'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { NewEvent } from '../dist/index.js'
import { useChromium } from './chromium.js'
import { startHostSite } from './host-site.js'

const browser = useChromium()
const quiet = 'data-autotrack="false"'
const interaction: NewEvent = { type: 'interaction', action: 'save', element: 'x' }

/** Tracks events and answers which fields of each were cut or left out. */
const trackAll = (page: Page, events: object[]) =>
  page.evaluate(async (given) => {
    const cut: string[][] = []
    window.son1k?.on('cut', ({ fields }) => cut.push(fields))
    // Whatever a page without types passes.
    for (const event of given) void window.son1k?.track(event as NewEvent)
    await window.son1k?.flush()
    return cut
  }, events)

test('an event over the limits is cut before it is sent, and the page may hear what was cut', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  const page = await site.open()
  const long = 'x'.repeat(5_000)
  const cut = await trackAll(page, [
    { ...interaction, action: long, value: long },
    { ...interaction, generationId: 'g'.repeat(129) },
    { type: 'generation', generationId: 'ordinary', prompt: 'p'.repeat(1_500), style: 'techno' },
    { type: 'generation', prompt: long, style: 's'.repeat(201), errorMessage: long },
    { ...interaction, metadata: { note: 'n'.repeat(5_000) } },
  ])
  // Nothing had to be sent twice.
  expect(site.analytics.rejected).toEqual([])
  const sent = site.analytics.deliveries.flatMap(({ batch }) => batch.events.map(({ id }) => id))
  expect(sent).toHaveLength(new Set(sent).size)
  expect(site.analytics.events()).toMatchObject([
    { type: 'session.start' },
    { action: 'x'.repeat(LIMITS.labelLength), value: 'x'.repeat(LIMITS.messageLength) },
    { generationId: 'g'.repeat(LIMITS.generationIdLength) },
    { prompt: 'p'.repeat(1_500) },
    { prompt: 'x'.repeat(LIMITS.promptLength), errorMessage: 'x'.repeat(LIMITS.messageLength) },
    { action: 'save' },
  ])
  expect(cut).toEqual([['action', 'value'], ['generationId'], ['prompt', 'style', 'errorMessage'], ['metadata']])
  expect(await page.evaluate(() => window.son1k?.status().drops)).toEqual({})
})

test('what the page throws is told with its text cut', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-autotrack="error"' })
  const page = await site.open()
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('y'.repeat(20_000))
    })
  })
  await expect
    .poll(() => site.analytics.events().flatMap((event) => ('value' in event ? [event.value?.length] : [])))
    .toEqual([LIMITS.messageLength])
  expect(site.analytics.rejected).toEqual([])
})

test('what no cut makes an event of costs its neighbours nothing, and harms no page', async () => {
  const site = await startHostSite(browser(), { attributes: quiet })
  const page = await site.open()
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`own${index}`, 'x'.repeat(4_000)]))
  await trackAll(page, [
    { ...interaction, ...many },
    { ...interaction, metadata: { list: Array(150_000).fill(0) } },
    { ...interaction, value: { toString: 1 } },
    { ...interaction, type: 'unheard of' },
    { ...interaction, value: 'last' },
  ])
  await expect
    .poll(() => site.analytics.events().flatMap((event) => ('action' in event ? [event.value] : [])))
    .toEqual(expect.arrayContaining([undefined, undefined, '{"toString":1}', 'last']))
  expect(await page.evaluate(() => window.son1k?.status())).toMatchObject({
    queueLength: 0,
    drops: { VALIDATION_FAILED: 1 },
  })
})
