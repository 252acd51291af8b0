import type { BrowserContext } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accessibilityFindings } from '../src/accessibility.js'
import { countGenerations, recentEvents } from '../src/answers.js'
import { overlayOn } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { studioOn } from '../src/studio.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

test('what a person does with a track is tracked with its element', async () => {
  const server = await startServer()
  const { page, complaints } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.generate({ prompt: 'sea', style: 'ambient' })
  const track = studio.latest()
  for (const name of ['Stop: sea', 'Play: sea', 'Save: sea', 'Like: sea', 'Share: sea', 'Discard: sea']) {
    await track.getByRole('button', { name }).click()
  }
  await eventually(() => studio.count()).toBe(0)
  const actions = async () =>
    (await recentEvents(server))
      .filter(({ element }) => element === 'generation')
      .map(({ action }) => action)
      .reverse()
  await eventually(actions).toEqual(['play', 'save', 'like', 'share', 'discard'])
  expect(complaints).toEqual([])
})

test('measured by code, a generation is told from its start to its end: made, cancelled, failed, or left', async () => {
  const server = await startServer()
  const { page, complaints } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.setMeasuring(true)
  await studio.generate({ prompt: 'sea', style: 'ambient' })
  await page.click('#generarMusica')
  await page.click('#cancelGeneration')
  expect(await studio.notice()).toBe('Cancelled: sea')
  expect(await accessibilityFindings(page)).toEqual([])
  await studio.setFailing(true)
  await studio.generate({ prompt: 'sea', style: 'ambient' })
  await page.click('#generarMusica')
  await eventually(studio.sent).toContain('generation.start')
  await page.goto('about:blank')
  const outcomes = async () => (await recentEvents(server)).flatMap(({ outcome }) => outcome ?? []).sort()
  await eventually(outcomes).toEqual(['abandoned', 'cancelled', 'failed', 'succeeded'])
  expect(complaints).toEqual([])
})

test('the page shows what it sends, and sends nothing once the person has not agreed', async () => {
  const server = await startServer()
  const { page } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.generate({ prompt: 'sea', style: 'ambient' })
  await eventually(studio.sent).toContain('generation · succeeded')
  await eventually(() => countGenerations(server)).toBe(1)
  await studio.setAgreed(false)
  await studio.generate({ prompt: 'unmeasured', style: 'ambient' })
  await studio.setAgreed(true)
  await studio.generate({ prompt: 'measured', style: 'ambient' })
  await eventually(() => countGenerations(server)).toBe(2)
})

test('a saved track is there after a reload; another try is another track of the same wishes', async () => {
  const server = await startServer()
  const { page } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.generate({ prompt: 'sea', style: 'ambient' })
  await studio.latest().getByRole('button', { name: 'Save: sea' }).click()
  await studio.latest().getByRole('button', { name: 'Try again: sea' }).click()
  await eventually(() => studio.count()).toBe(2)
  await page.reload()
  await eventually(() => studio.count()).toBe(1)
  expect(await studio.latest().getByRole('button', { name: 'Saved: sea' }).count()).toBe(1)
})

test('a track downloads as a WAV file named after it', async () => {
  const server = await startServer()
  const { page } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.generate({ prompt: 'Mar de niebla', style: 'chiptune' })
  const download = page.waitForEvent('download')
  await studio
    .latest()
    .getByRole('button', { name: /^Download WAV/ })
    .click()
  expect((await download).suggestedFilename()).toBe('mar-de-niebla-chiptune.wav')
})

test('a shared link makes the same track again', async () => {
  const server = await startServer()
  const { page } = await visit(
    browser(),
    `${server.origin}/demo/?prompt=sea&style=techno&mood=dark&ai=off&seed=12&shape=flat`,
  )
  expect(await page.inputValue('#prompt')).toBe('sea')
  expect(await page.inputValue('#style')).toBe('techno')
  expect(await page.inputValue('#mood')).toBe('dark')
  expect(await page.isChecked('#aiEnhanced')).toBe(false)
  const score = async () => {
    await page.click('#generarMusica')
    await eventually(() => studioOn(page).count()).toBe(1)
    return studioOn(page).latest().locator('svg').innerHTML()
  }
  const first = await score()
  await page.reload()
  expect(withoutPlayhead(await score())).toBe(withoutPlayhead(first))
})

const withoutPlayhead = (svg: string) => svg.replace(/<line class="playhead".*?<\/line>/, '')

test.each([
  ['blocked', (context: BrowserContext) => context.route('**/widget.js', (route) => route.abort())],
  [
    'broken',
    (context: BrowserContext) =>
      context.route('**/widget.js', (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: 'window.son1k = { track() { throw new Error("broken") } }',
        }),
      ),
  ],
])('the studio works with a widget that is %s', async (_, before) => {
  const server = await startServer()
  const { page, complaints } = await visit(browser(), `${server.origin}/demo/?lang=en`, { before })
  const studio = studioOn(page)
  await studio.generate({ prompt: 'alone', style: 'lo-fi' })
  await studio.latest().getByRole('button', { name: 'Save: alone' }).click()
  expect(await studio.notice()).toBe('Saved in this browser: alone')
  expect(await page.getByText('The analytics widget is not loaded').count()).toBe(1)
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([])
})

test('the studio is used by the keyboard alone', async () => {
  const server = await startServer()
  const { page } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  await page.focus('#prompt')
  await page.keyboard.type('by hand')
  await page.keyboard.press('Enter')
  await eventually(() => studioOn(page).count()).toBe(1)
  await page.getByRole('button', { name: 'Stop: by hand' }).focus()
  await page.keyboard.press('Enter')
  await eventually(() => page.getByRole('button', { name: 'Play: by hand' }).count()).toBe(1)
})

describe.each([
  { language: 'es', locale: 'es-MX', button: 'Generar música', title: 'Son1k · estudio de prueba' },
  { language: 'en', locale: 'en-GB', button: 'Generate music', title: 'Son1k · demo studio' },
])('for a browser set to $locale', ({ language, locale, button, title }) => {
  test('the studio speaks its language, fits 320 pixels and is accessible', async () => {
    const server = await startServer()
    const viewport = { width: 320, height: 640 }
    const { page, complaints } = await visit(browser(), `${server.origin}/demo/`, { locale, viewport })
    expect(await page.title()).toBe(title)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    expect(await page.textContent('#generarMusica')).toBe(button)
    expect(await accessibilityFindings(page)).toEqual([])

    const studio = studioOn(page)
    await studio.generate({ prompt: 'a'.repeat(120), style: 'cinematic' })
    await studio.setFailing(true)
    await studio.generate({ prompt: 'b', style: 'cinematic' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('the dashboard over it speaks the same language and is accessible', async () => {
    const server = await startServer()
    const { page, complaints } = await visit(browser(), `${server.origin}/demo/`, { locale })
    await page.click('#openDashboard')
    await eventually(() => overlayOn(page).isVisible()).toBe(true)
    expect(await overlayOn(page).getAttribute('lang')).toBe(language)
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
