import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { definition, openPage, serveHostPage, textOf } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'

const browser = useChromium()

const isVisible = (page: Page) => page.evaluate(() => window.overlay.isVisible)
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Son1k Analytics' })
const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement?.shadowRoot ? 'overlay' : document.activeElement?.id || 'page'))

async function openOverlay(page: Page) {
  await page.locator('#open').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
}

test('the overlay takes the focus, keeps it, and gives it back when Escape closes it', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server))
  await openOverlay(page)
  expect(await dialog(page).getAttribute('aria-modal')).toBe('true')
  expect(await focused(page)).toBe('overlay')

  const seen = new Set<string>()
  for (let step = 0; step < 15; step++) {
    await page.keyboard.press('Tab')
    seen.add(await focused(page))
  }
  expect([...seen].filter((where) => where !== 'page')).toEqual(['overlay'])

  await page.keyboard.press('Escape')
  await expect.poll(() => isVisible(page)).toBe(false)
  expect(await dialog(page).count()).toBe(0)
  expect(await focused(page)).toBe('open')
})

test('its panels are drawn one at a time, so that the page under it is not held up', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server))
  await openOverlay(page)
  await page.evaluate(() => {
    const root = document.querySelector('[data-analytics-ignore]')?.shadowRoot
    if (!root) throw new Error('There is no overlay.')
    const count = () => root.querySelectorAll('.panel:not(dialog)').length
    window.drawnAtOnce = []
    let before = count()
    new MutationObserver(() => {
      const now = count()
      if (now > before) window.drawnAtOnce.push(now - before)
      before = now
    }).observe(root, { childList: true, subtree: true })
  })
  await page.getByRole('button', { name: 'People' }).click()
  // The first view's last panel may have been drawn while this was watched.
  await expect.poll(() => page.evaluate(() => window.drawnAtOnce.length)).toBeGreaterThanOrEqual(5)
  expect(await page.evaluate(() => Math.max(...window.drawnAtOnce))).toBe(1)
})

test('the answer for another period is drawn a panel at a time, too', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server))
  await openOverlay(page)
  await dialog(page).getByRole('region', { name: 'Prompts' }).waitFor()
  await page.evaluate(() => {
    const root = document.querySelector('[data-analytics-ignore]')?.shadowRoot
    if (!root) throw new Error('There is no overlay.')
    window.drawnAtOnce = []
    new MutationObserver((records) => {
      const told = records.filter(({ oldValue }) => oldValue?.includes('changing')).length
      if (told > 0) window.drawnAtOnce.push(told)
    }).observe(root, { attributeFilter: ['class'], attributeOldValue: true, subtree: true })
  })
  await page.getByRole('radio', { name: 'Last 30 days' }).check()
  await expect.poll(() => page.evaluate(() => window.drawnAtOnce)).toEqual([1, 1, 1, 1, 1])
})

test('it closes by its button and by a second opening is the same as before', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server))
  await openOverlay(page)
  await page.getByRole('radio', { name: 'Last 30 days' }).check()
  await page.getByRole('button', { name: 'Close the dashboard' }).click()
  await expect.poll(() => isVisible(page)).toBe(false)

  await openOverlay(page)
  expect(await page.getByRole('radio', { name: 'Last 30 days' }).isChecked()).toBe(true)
})

test('what is typed in the overlay is not heard by the page, but chords are', async () => {
  await using server = await startScriptedServer()
  const body = `<script>window.heard = []; addEventListener('keydown', (event) => heard.push(event.key))</script>`
  const { page } = await openPage(browser(), serveHostPage(server, { body }))
  await openOverlay(page)
  await page.evaluate('heard.length = 0')
  await page.keyboard.press('k')
  await page.keyboard.press('Control+Shift+A')
  expect(await page.evaluate('heard')).toEqual(['Control', 'Shift', 'A'])
})

test('when what had the focus in the overlay is gone, keys are still the overlay’s and not the page’s', async () => {
  await using server = await startScriptedServer()
  const body = `<script>window.heard = []; document.addEventListener('keydown', ({ key }) => heard.push(key), true)</script>`
  const { page } = await openPage(browser(), serveHostPage(server, { body }))
  await openOverlay(page)
  await page.keyboard.press('2')
  await dialog(page).getByRole('button', { name: 'synthwave' }).first().click()
  await dialog(page).getByRole('button', { name: 'Take the filter away' }).press('Enter')
  await expect.poll(() => focused(page)).toBe('page')

  await page.evaluate('heard.length = 0')
  await page.keyboard.press('Enter')
  await page.keyboard.press('4')
  await expect.poll(() => dialog(page).getByRole('searchbox').count()).toBe(1)
  await page.keyboard.press('/')
  await expect.poll(() => focused(page)).toBe('overlay')
  expect(await page.evaluate('heard')).toEqual([])

  await page.keyboard.press('Escape')
  await expect.poll(() => isVisible(page)).toBe(false)
  await page.keyboard.press('k')
  expect(await page.evaluate('heard')).toContain('k')
})

test('the page’s styles stay out and the overlay’s stay in, in a page that is written from right to left too', async () => {
  await using server = await startScriptedServer()
  const body = `<style>* { font: 40px cursive !important; color: red; text-transform: uppercase; direction: rtl }
    h2, li, dl { display: none !important } div { opacity: 0.2 }</style><p id="text">Text</p>`
  const { page } = await openPage(browser(), serveHostPage(server, { body, html: 'dir="rtl"' }))
  const look = () => page.locator('#text').evaluate((text) => JSON.stringify(Object.entries(getComputedStyle(text))))
  const before = await look()
  await openOverlay(page)

  const title = dialog(page).getByRole('heading', { name: 'Sessions' })
  await title.waitFor()
  const { direction, fontSize, color } = await title.evaluate((element) => {
    const { direction, fontSize, color } = getComputedStyle(element)
    return { direction, fontSize, color }
  })
  expect({ direction, color }).toEqual({ direction: 'ltr', color: 'rgb(0, 204, 255)' })
  expect(Number.parseFloat(fontSize)).toBeLessThan(20)
  await page.keyboard.press('Escape')
  expect(await look()).toBe(before)
})

test('the page’s language is spoken, unless the tag asked for another', async () => {
  await using server = await startScriptedServer()
  const spanish = await openPage(browser(), serveHostPage(server, { html: 'lang="es-AR"' }))
  await spanish.page.evaluate(() => window.overlay.show())
  await expect.poll(() => spanish.page.getByRole('heading', { name: 'Generaciones' }).count()).toBe(1)

  const asked = await openPage(browser(), serveHostPage(server, { html: 'lang="es-AR"', lang: 'en' }))
  await asked.page.evaluate(() => window.overlay.show())
  await expect.poll(() => asked.page.getByRole('heading', { name: 'Generations' }).count()).toBe(1)
})

test('it tells of the page’s own tracker: offline, back online, and what was synchronised', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server))
  await openOverlay(page)
  await expect.poll(() => definition(page, 'System', 'Queue')).toBe('all delivered')
  await expect.poll(() => definition(page, 'System', 'Session')).toBe('0198f0aa')
  await expect.poll(() => definition(page, 'System', 'User')).toBe('user_1764000000000_ab12cd34e')

  await page.evaluate(() => window.setTrackerStatus({ isOnline: false, queueLength: 1 }))
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('Offline. New events wait in this browser.')
  await expect.poll(() => definition(page, 'System', 'Online')).toBe('no')
  await page.evaluate(() => window.setTrackerStatus({ queueLength: 5, retryCount: 2 }))
  await expect.poll(() => definition(page, 'System', 'Queue')).toBe('5 events waiting try 2')

  await page.evaluate(() => window.setTrackerStatus({ isOnline: true, queueLength: 5, retryCount: 0 }))
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('Back online.')
  await page.evaluate(() => window.setTrackerStatus({ queueLength: 0 }))
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('5 events synchronised.')
  await expect.poll(() => definition(page, 'System', 'Queue')).toBe('all delivered')
})

declare global {
  interface Window {
    /** How many panels came with each change. */
    drawnAtOnce: number[]
  }
}
