import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { startHostSite } from './host-site.js'

const browser = useChromium()
const isVisible = (page: Page) => page.evaluate(() => window.analyticsDashboard?.isVisible)

test('Ctrl+Shift+A loads the dashboard at the first press, then toggles it', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  const chunks = () => site.analytics.requests.filter((path) => path.startsWith('/assets/dashboard-'))
  expect(await isVisible(page)).toBe(false)
  expect(chunks()).toEqual([])

  await page.keyboard.press('Control+Shift+A')
  await expect.poll(() => isVisible(page)).toBe(true)
  await page.keyboard.press('Control+Shift+A')
  await expect.poll(() => isVisible(page)).toBe(false)
  await page.keyboard.press('Control+Shift+A')
  await expect.poll(() => isVisible(page)).toBe(true)
  expect(chunks()).toHaveLength(1)
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(3)
})

test('data-hotkey takes another combination, and an empty one takes none', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-hotkey="Alt+K"' })
  const page = await site.open()
  // What watches other keys is loaded apart.
  await page.evaluate(() => window.analyticsClient?.getHealth())
  await page.keyboard.press('Control+Shift+A')
  await page.keyboard.press('Control+Alt+K')
  await page.keyboard.press('k')
  expect(await isVisible(page)).toBe(false)
  await page.keyboard.press('Alt+K')
  await expect.poll(() => isVisible(page)).toBe(true)

  const silent = await startHostSite(browser(), { attributes: 'data-hotkey=""' })
  const other = await silent.open()
  await other.keyboard.press('Control+Shift+A')
  await other.evaluate(() => window.son1k?.flush())
  expect(silent.analytics.requests.filter((path) => path.startsWith('/assets/'))).toEqual([])
})

test('the old and the new global open and close it', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await page.evaluate(() => window.analyticsDashboard?.show())
  expect(await isVisible(page)).toBe(true)
  await page.evaluate(() => window.analyticsDashboard?.hide())
  expect(await isVisible(page)).toBe(false)
  await page.evaluate(() => window.analyticsDashboard?.toggle())
  expect(await isVisible(page)).toBe(true)
  await page.evaluate(() => window.son1k?.dashboard.close())
  expect(await isVisible(page)).toBe(false)
  await page.evaluate(() => window.son1k?.dashboard.open())
  expect(await isVisible(page)).toBe(true)
  await page.evaluate(() => window.son1k?.dashboard.toggle())
  expect(await isVisible(page)).toBe(false)
})

test('closed while it still loads, it stays closed', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await page.evaluate(async () => {
    const opening = window.analyticsDashboard?.show()
    window.analyticsDashboard?.hide()
    await opening
  })
  expect(await isVisible(page)).toBe(false)
})

test('the focus comes back when it closes', async () => {
  const site = await startHostSite(browser(), { body: '<input id="prompt">' })
  const page = await site.open()
  await page.focus('#prompt')
  await page.keyboard.press('Control+Shift+A')
  await expect.poll(() => isVisible(page)).toBe(true)
  expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('prompt')
  await page.keyboard.press('Escape')
  await expect.poll(() => isVisible(page)).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('prompt')
})

test('where it can not be loaded it says so with data-debug, stays closed, and the next press tries again', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-debug' })
  site.analytics.interfere = (path) => (path.startsWith('/assets/') ? { status: 503, body: 'busy' } : undefined)
  const page = await site.open()
  const said = page.waitForEvent('console', (message) => message.text().includes('error'))
  await page.keyboard.press('Control+Shift+A')
  await said
  expect(await isVisible(page)).toBe(false)

  site.analytics.interfere = () => undefined
  await page.keyboard.press('Control+Shift+A')
  await expect.poll(() => isVisible(page)).toBe(true)
})

test('what is done in the dashboard is not tracked as a use of the page', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await page.evaluate(() => window.analyticsDashboard?.show())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.evaluate(() => {
    const root = document.querySelector('[data-analytics-ignore]')?.shadowRoot
    for (const button of root?.querySelectorAll('button') ?? []) button.click()
  })
  await page.evaluate(() => window.son1k?.flush())
  const actions = site.analytics.events().map((event) => ('action' in event ? event.action : event.type))
  expect(actions).toEqual(['session.start', 'page_view'])
})
