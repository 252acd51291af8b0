import type { Summary } from '@son1k/contract'
import { TRPCError } from '@trpc/server'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { emptyPeriod, makeSnapshot, makeSummary } from './dashboard-data.js'
import { definition, openPage, panel, textOf } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'

const browser = useChromium()
const summaryPanels = ['Generations', 'Sessions', 'Popular styles', 'Popular prompts', 'AI by day']

const places = (page: Page) =>
  page.locator('.panel').evaluateAll((panels) =>
    panels.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect()
      return [x, y, width, height].map(Math.round).join(' ')
    }),
  )

test.each([1440, 820, 360])(
  'panels are where they stay, before and after the first answer, at a width of %i',
  async (width) => {
    let answer: (summary: Summary) => void = () => {}
    const summary = new Promise<Summary>((resolve) => {
      answer = resolve
    })
    await using server = await startScriptedServer({ summary: () => summary })
    const { page } = await openPage(browser(), server.url, { viewport: { width, height: 900 } })
    await expect.poll(() => panel(page, 'Live feed').getByRole('listitem').count()).toBe(7)
    await panel(page, 'Popular prompts').waitFor()
    expect(await panel(page, 'Generations').getAttribute('aria-busy')).toBe('true')
    expect(await panel(page, 'Generations').getByText('Loading').count()).toBe(1)
    const before = await places(page)

    answer(makeSummary())
    await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
    expect(await places(page)).toEqual(before)
    expect(await panel(page, 'Generations').getAttribute('aria-busy')).toBe('false')
  },
)

test('an empty panel says how to get something into it', async () => {
  await using server = await startScriptedServer({
    summary: () => ({ ...emptyPeriod(), previous: emptyPeriod() }),
    snapshot: makeSnapshot({ recentEvents: [] }),
  })
  const { page } = await openPage(browser(), server.url)
  const tag = `<script src="${server.url}widget.js" defer></script>`

  await expect.poll(() => textOf(panel(page, 'Generations'))).toContain(tag)
  await expect.poll(() => textOf(panel(page, 'Sessions'))).toContain(tag)
  await expect.poll(() => textOf(panel(page, 'Popular styles'))).toContain("style: 'synthwave'")
  await expect.poll(() => textOf(panel(page, 'Popular prompts'))).toContain('prompt:')
  await expect.poll(() => textOf(panel(page, 'AI by day'))).toContain('aiAnalysis')
  await expect.poll(() => textOf(panel(page, 'Live feed'))).toContain('Use your app')
})

test('what is unknown is not shown as zero', async () => {
  await using server = await startScriptedServer({
    summary: () =>
      makeSummary({
        generations: {
          averageGenerationSeconds: 0,
          averageDurationSeconds: 0,
          generationSeconds: { p50: null, p90: null, p95: null, p99: null },
        },
      }),
  })
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'Average wait')).toBe('–')
  await expect.poll(() => definition(page, 'Generations', 'Wait (p95)')).toBe('–')
  await expect.poll(() => definition(page, 'Generations', 'Average length')).toBe('–')
})

test('each panel that could not be loaded says why and tries again when asked', async () => {
  await using server = await startScriptedServer({
    summary: () => {
      throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'The database is away: look at its disk' })
    },
  })
  const { page } = await openPage(browser(), server.url, { hasClock: true })
  for (const name of summaryPanels) {
    await expect.poll(() => textOf(panel(page, name))).toContain('The database is away: look at its disk')
  }
  // Nothing may ask by itself while the button is reached, and what did is answered.
  const unanswered = new Set<unknown>()
  page.on('request', (request) => unanswered.add(request))
  page.on('requestfinished', (request) => unanswered.delete(request))
  page.on('requestfailed', (request) => unanswered.delete(request))
  await page.clock.pauseAt(Date.now() + 60_000)
  await expect.poll(() => [...unanswered].length).toBe(0)

  server.script.summary = () => makeSummary()
  await panel(page, 'Sessions').getByRole('button', { name: 'Try again' }).press('Enter')
  await page.clock.resume()
  await expect.poll(() => definition(page, 'Sessions', 'Started')).toContain('45')
  await expect.poll(() => page.getByText('This could not be loaded.').count()).toBe(0)
})

test('the old period stays, dimmed and marked busy, until the new one is there', async () => {
  let answer: (() => void) | undefined
  await using server = await startScriptedServer({
    summary: async ({ days }) => {
      if (days === 90) await new Promise<void>((resolve) => (answer = resolve))
      return makeSummary({ generations: { total: days } })
    },
  })
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toMatch(/^7 /)

  await page.getByRole('radio', { name: 'Last 90 days' }).check()
  await expect.poll(() => answer).toBeDefined()
  expect(await panel(page, 'Generations').getAttribute('aria-busy')).toBe('true')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toMatch(/^7 /)
  answer?.()
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toMatch(/^90 /)
})
