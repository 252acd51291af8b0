import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeComplaints } from './axe-complaints.js'
import { useChromium } from './chromium.js'
import { openPage, panel, serveHostPage, textOf } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'
import { makeInsights } from './insight-data.js'

const browser = useChromium()

const HOSTILE = '=HYPERLINK("http://evil.example";"see")\n@SUM(1)'

/** A server of which one label is a formula with everything that a file could trip over. */
const startHostile = () => {
  const { breakdown } = makeInsights()
  return startScriptedServer({
    insights: makeInsights({
      breakdown: (input) => {
        const answer = breakdown(input)
        return { ...answer, rows: answer.rows.map((row, index) => (index === 0 ? { ...row, value: HOSTILE } : row)) }
      },
    }),
  })
}

const openMenu = async (page: Page, title: string) => {
  await panel(page, title).getByLabel(`Export: ${title}`).press('Enter')
  return panel(page, title).locator('.menu')
}

async function download(page: Page, title: string, kind: 'CSV' | 'JSON' | 'PNG') {
  const menu = await openMenu(page, title)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    menu.getByRole('button', { name: kind, exact: true }).press('Enter'),
  ])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('a panel is taken away as CSV: numbers are whole, and no text becomes a formula', async () => {
  await using server = await startHostile()
  const { page, problems } = await openPage(browser(), `${server.url}?view=music`)
  const { name, bytes } = await download(page, 'What is made', 'CSV')
  expect(name).toMatch(/^son1k-made-\d{4}-\d\d-\d\d\.csv$/)
  expect(bytes.toString().split('\r\n')).toEqual([
    '\uFEFF"Style","Tracks","Share","Success rate","Kept","Mean wait"',
    `"'${HOSTILE.replaceAll('"', '""')}",45,0.3,0.889,0.3,14.25`,
    '"cumbia",17,0.11333333333333333,0.889,0.3,14.25',
    '"other",80,0.1,0.889,0.3,14.25',
    '"unknown",8,0.1,0.889,0.3,14.25',
    '',
  ])
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('File saved.')
  expect(problems).toEqual([])
})

test('a panel is taken away as JSON: what the server answered, word for word', async () => {
  await using server = await startHostile()
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  const { bytes } = await download(page, 'What is made', 'JSON')
  expect(JSON.parse(bytes.toString())).toEqual(
    server.script.insights.breakdown({ range: { days: 7 }, dimension: 'style' }),
  )
})

test('a panel is taken away as a picture of all of it, with what a scrolling part hides, under a strict policy', async () => {
  await using server = await startScriptedServer()
  const { page, problems } = await openPage(browser(), `${server.url}?view=waiting`)
  await panel(page, 'Patience').getByText('As a table').click()
  const { bytes } = await download(page, 'Patience', 'PNG')
  const picture = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))]))
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    if (!pen) throw new Error('No canvas')
    pen.drawImage(bitmap, 0, 0)
    /** How many pixels of a part, in shares of the height, have a colour. */
    const count = (from: number, to: number, colour: string) => {
      const height = Math.floor((to - from) * bitmap.height)
      const { data } = pen.getImageData(0, Math.floor(from * bitmap.height), bitmap.width, height)
      let found = 0
      for (let at = 0; at < data.length; at += 4) if (`${data[at]},${data[at + 1]},${data[at + 2]}` === colour) found++
      return found
    }
    return {
      width: bitmap.width,
      title: count(0, 0.1, '0,204,255'),
      line: count(0.1, 0.7, '0,255,136'),
      table: count(0.7, 1, '213,242,234'),
    }
  }, bytes.toString('base64'))
  const box = await panel(page, 'Patience').boundingBox()
  expect(picture.width).toBe(Math.floor((box?.width ?? 0) * 2))
  expect(picture.title).toBeGreaterThan(100)
  expect(picture.line).toBeGreaterThan(500)
  expect(picture.table).toBeGreaterThan(100)
  expect(problems).toEqual([])
})

test('a link to the same view, period and filters is copied, or shown where a page may not copy', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music&filter=style:cumbia`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await (await openMenu(page, 'What is made')).getByRole('button', { name: 'Copy link' }).press('Enter')
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('Link copied.')
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  expect(link.origin + link.pathname).toBe(server.url)
  expect(Object.fromEntries(link.searchParams)).toMatchObject({ view: 'music', period: '7', filter: 'style:cumbia' })

  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await (await openMenu(page, 'What is made')).getByRole('button', { name: 'Copy link' }).press('Enter')
  await expect.poll(() => textOf(page.getByRole('status'))).toBe(link.href)
})

test('the menu is closed by Escape, which leaves the overlay open, and by going on; axe finds nothing in it', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server, { html: 'lang="en"' }))
  await page.evaluate(() => window.overlay.show())
  const menu = await openMenu(page, 'Popular styles')
  await menu.getByRole('button', { name: 'CSV' }).focus()
  expect(await axeComplaints(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => menu.getAttribute('open')).toBeNull()
  expect(await page.evaluate(() => window.overlay.isVisible)).toBe(true)
  expect(await panel(page, 'Popular styles').locator('summary:focus').count()).toBe(1)

  await openMenu(page, 'Popular styles')
  await page.keyboard.press('Shift+Tab')
  await expect.poll(() => menu.getAttribute('open')).toBeNull()
})

test('on paper there is dark on white, all of every table, and nothing to press', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music&theme=contrast`)
  await panel(page, 'What is made').getByRole('button', { name: 'cumbia' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  const styleOf = (selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name)
  expect(await styleOf('.dashboard', 'background-color')).toBe('rgb(255, 255, 255)')
  expect(await styleOf('.dashboard', 'color')).toBe('rgb(18, 48, 56)')
  expect(await styleOf('.scroll-box', 'max-block-size')).toBe('none')
  const pressable = page.locator('.menu, .search, .top-buttons, .view-tabs button:not([aria-current])')
  expect(await pressable.filter({ visible: true }).count()).toBe(0)
  expect(await page.locator('.view-tabs button').filter({ visible: true }).allTextContents()).toEqual(['Music'])
})
