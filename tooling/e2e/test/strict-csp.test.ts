import { expect, test } from 'vitest'
import { countGenerations } from '../src/answers.js'
import { overlayOn, readDashboard } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

test('a page that allows the analytics origin scripts and connections, and nothing else, is tracked and shows the dashboard', async () => {
  const server = await startServer()
  const policy = `default-src 'none'; script-src ${server.origin}; connect-src ${server.origin}; img-src data:`
  const body = pageWithWidget(server.origin)
  const origin = await startSite({
    '/': { type: 'text/html', body, headers: { 'content-security-policy': policy } },
  })
  const { page, complaints } = await visit(browser(), origin)
  await page.evaluate(() => {
    const detail = { prompt: 'inside the walls', style: 'ambient', duration: 3 }
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
  })
  await eventually(() => countGenerations(server)).toBe(1)

  await page.keyboard.press('Control+Shift+A')
  await eventually(() => overlayOn(page).isVisible()).toBe(true)
  await eventually(() => readDashboard(page)).toMatchObject({ generations: '1', styles: ['ambient 1'] })
  const font = await overlayOn(page).evaluate((dialog) => getComputedStyle(dialog).fontFamily)
  expect(font).toContain('monospace')
  // A browser reports every violation of the policy on the console.
  expect(complaints).toEqual([])
})
