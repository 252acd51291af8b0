import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { makeRecentEvent, makeSnapshot, makeSummary } from './dashboard-data.js'
import { connectionText, definition, openPage, panel, textOf } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'

const browser = useChromium()

test('the full page shows every number of the period beside that of the period before, under a strict policy', async () => {
  await using server = await startScriptedServer()
  const { page, problems } = await openPage(browser(), server.url)

  await expect.poll(() => definition(page, 'Generations', 'tracks')).toBe('150 ▲ 25% more before: 120')
  await expect.poll(() => definition(page, 'Generations', 'Success rate')).toBe('94.7% ▲ 3 points higher before: 91.7%')
  await expect.poll(() => definition(page, 'Generations', 'Kept')).toBe('37.3% ▼ 0.1 points lower before: 37.4%')
  await expect.poll(() => definition(page, 'Generations', 'Failures')).toBe('8 ▼ 20% fewer before: 10')
  await expect.poll(() => definition(page, 'Generations', 'With AI')).toBe('59.3% ▼ 14.9 points lower before: 74.2%')
  await expect.poll(() => definition(page, 'Generations', 'Average wait')).toBe('15.2s ▼ 20% faster before: 19s')
  await expect.poll(() => definition(page, 'Generations', 'Wait (p95)')).toBe('41.5s = as before before: 41.5s')
  await expect.poll(() => definition(page, 'Generations', 'Average length')).toBe('2m 1s = as before before: 2m 1s')
  await expect.poll(() => textOf(panel(page, 'Generations'))).toContain('Counted apart: 3 cancelled, 1 abandoned.')
  await expect.poll(() => definition(page, 'Sessions', 'Started')).toBe('45 = as before before: 45')
  await expect.poll(() => definition(page, 'Sessions', 'Unique users')).toBe('32 ▼ 8.6% fewer before: 35')
  await expect.poll(() => definition(page, 'Sessions', 'Average length')).toBe('30m 1s ▲ 20% longer before: 25m')
  expect(problems).toEqual([])
})

test('labels, the feed and the state of the server are told in text', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)

  await expect.poll(() => panel(page, 'Popular styles').getByRole('listitem').count()).toBe(8)
  await expect.poll(() => textOf(panel(page, 'Popular styles').getByRole('listitem').first())).toMatch(/synthwave\s+45/)
  await expect.poll(() => textOf(panel(page, 'Popular prompts'))).toContain('una canción épica de synthwave')
  await panel(page, 'AI by day').getByText('As a table').click()
  await expect
    .poll(() => textOf(panel(page, 'AI by day').getByRole('row', { name: '22 November 2026' })))
    .toMatch(/29$/)
  await expect.poll(() => textOf(panel(page, 'AI by day').getByRole('row', { name: '20 November 2026' }))).toMatch(/0$/)
  await expect
    .poll(() => textOf(panel(page, 'Live feed').getByRole('listitem').first()))
    .toBe('18:04:09♪Track made synthwave · night drive in the rain by user_1764000000000_ab12cd34e')
  await expect.poll(() => definition(page, 'System', 'Server')).toBe('healthy 0.1.0')
  await expect.poll(() => definition(page, 'System', 'Active sessions')).toBe('3')
  await expect.poll(() => definition(page, 'System', 'Today')).toBe('21 tracks, 7 sessions')
  await expect.poll(() => definition(page, 'System', 'Stored')).toBe('48,213 events 12.4MB')
})

test('a change on the server moves the numbers without a reload', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => connectionText(page)).toContain('Live')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')

  server.script.summary = () => makeSummary({ generations: { total: 151 } })
  server.script.snapshot = makeSnapshot({ activeSessions: 4, recentEvents: [makeRecentEvent({ style: 'cumbia' })] })
  server.push()

  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('151')
  await expect.poll(() => definition(page, 'System', 'Active sessions')).toBe('4')
  await expect.poll(() => textOf(panel(page, 'Live feed').getByRole('listitem').first())).toContain('cumbia')
})

test.each([
  ['no-preference', true],
  ['reduce', false],
] as const)(
  'a number that changes moves in, unless the reader wants less motion: %s',
  async (reducedMotion, isMoving) => {
    await using server = await startScriptedServer()
    const { page } = await openPage(browser(), server.url, { reducedMotion })
    await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')

    server.script.summary = () => makeSummary({ generations: { total: 151 } })
    const moved = page.locator('.hero').evaluate(
      (hero) =>
        new Promise<boolean>((resolve) => {
          new MutationObserver(() => {
            const value = hero.querySelector('.value')
            if (value?.textContent === '151') resolve(value.getAnimations().length > 0)
          }).observe(hero, { childList: true, characterData: true, subtree: true })
        }),
    )
    server.push()
    expect(await moved).toBe(isMoving)
  },
)

test('the arrow keys choose the period, and the answer is that of the chosen one', async () => {
  await using server = await startScriptedServer({
    summary: ({ days }) => makeSummary({ generations: { total: days * 1000 } }),
  })
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('7,000')

  const week = page.getByRole('radio', { name: 'Last 7 days' })
  await week.focus()
  await week.press('ArrowRight')

  expect(await page.getByRole('radio', { name: 'Last 30 days' }).isChecked()).toBe(true)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('30,000')
  await expect.poll(() => textOf(panel(page, 'Generations'))).toContain('compared with the same time before')
})

test('a year is shown by weeks', async () => {
  const from = '2025-11-23T18:00:00Z'
  await using server = await startScriptedServer({ summary: () => makeSummary({ from }) })
  const { page } = await openPage(browser(), server.url)
  await page.getByRole('radio', { name: 'Last 365 days' }).check()

  await panel(page, 'AI by week').getByText('As a table').click()
  await expect
    .poll(() => textOf(panel(page, 'AI by week').getByRole('row', { name: '17 November 2026' })))
    .toMatch(/89$/)
})

test('texts that look like markup are shown as the text that they are', async () => {
  const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
  await using server = await startScriptedServer({
    summary: () =>
      makeSummary({ popularStyles: [{ value: attack, count: 2 }], popularPrompts: [{ value: attack, count: 1 }] }),
    snapshot: makeSnapshot({ recentEvents: [makeRecentEvent({ prompt: attack, userId: attack })] }),
  })
  const { page } = await openPage(browser(), server.url)

  await expect.poll(() => textOf(panel(page, 'Popular styles'))).toContain(attack)
  await expect.poll(() => textOf(panel(page, 'Popular prompts'))).toContain(attack)
  await expect.poll(() => textOf(panel(page, 'Live feed'))).toContain(attack)
  expect(await page.title()).toBe('Son1k Analytics')
  expect(await page.locator('img').count()).toBe(0)
})

test('a Spanish browser gets Spanish words, numbers and dates, and a button changes the language', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url, { locale: 'es-ES' })

  await expect.poll(() => definition(page, 'Generaciones', 'pistas')).toBe('150 ▲ 25 % más antes: 120')
  await expect.poll(() => definition(page, 'Generaciones', 'Espera media')).toBe('15,2s ▼ 20 % más corta antes: 19 s')
  await expect.poll(() => definition(page, 'Sistema', 'Guardados')).toBe('48.213 eventos 12,4 MB')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es')

  await page.getByRole('button', { name: 'English' }).click()
  await expect.poll(() => definition(page, 'Generations', 'Success rate')).toContain('3 points higher')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
})

test.each([320, 768, 1440, 3840])('nothing is cut off or scrolls sideways at a width of %i', async (width) => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url, { viewport: { width, height: 900 }, locale: 'es' })
  await expect.poll(() => panel(page, 'Estilos populares').getByRole('listitem').count()).toBe(8)

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  const right = await page
    .locator('.panel')
    .evaluateAll((panels) => panels.map((one) => one.getBoundingClientRect().right))
  expect(Math.max(...right)).toBeLessThanOrEqual(width)
})
