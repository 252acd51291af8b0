import { requireChromium } from '@son1k/setup/chromium'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startHostSite } from './host-site.js'

/** A browser that keeps left pages, as everybody's does: automation switches that off. */
async function launchKeeping() {
  const browser = await chromium.launch({
    executablePath: requireChromium(),
    args: ['--no-sandbox'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  onTestFinished(() => browser.close())
  return browser
}

test('a page that comes back from the back/forward cache goes on: same session, same generation, nothing lost', async () => {
  const site = await startHostSite(await launchKeeping(), { body: '<button>x</button>' })
  const page = await site.open('/one')
  await page.evaluate(() => {
    Object.assign(window, { kept: true, running: window.son1k?.generation.start({ generationId: 'g' }) })
  })
  await expect.poll(() => page.evaluate(() => window.son1k?.status().queueLength)).toBe(0)
  await page.click('button')
  await page.goto(`${site.origin}/two`)
  await page.goBack({ waitUntil: 'commit' })

  // What was loaded anew would know nothing of it.
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'kept'))).toBe(true)
  await page.click('button')
  await page.evaluate(() => Reflect.get(window, 'running').succeed())
  await page.evaluate(() => window.son1k?.flush())
  const told = site.analytics.events().map((event) => {
    if (event.type !== 'interaction')
      return `${event.page} ${event.type}${'outcome' in event ? ` ${event.outcome}` : ''}`
    return `${event.page} ${event.action}`
  })
  expect(told.sort()).toEqual(
    [
      ...['/one session.start', '/one page_view', '/one generation.start', '/one click'],
      '/two page_view',
      ...['/one page_view', '/one click', '/one generation succeeded'],
    ].sort(),
  )
  expect(new Set(site.analytics.events().map(({ sessionId }) => sessionId)).size).toBe(1)
  // Numbered on, without a gap, in the tab.
  const numbers = site.analytics.events().map(({ seq }) => seq ?? -1)
  expect(numbers.sort((one, other) => one - other)).toEqual(numbers.map((_, index) => index))
})
