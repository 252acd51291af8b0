import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeComplaints } from './axe-complaints.js'
import { useChromium } from './chromium.js'
import { emptyPeriod, makeSnapshot } from './dashboard-data.js'
import { definition, openPage, panel, serveHostPage } from './dashboard-open.js'
import { type Script, startScriptedServer } from './dashboard-server.js'

const browser = useChromium()

const states: [string, Partial<Script>, (page: Page) => Promise<boolean>][] = [
  ['full', {}, async (page) => (await panel(page, 'Popular styles').getByRole('listitem').count()) === 8],
  [
    'empty',
    { summary: emptyPeriod, snapshot: makeSnapshot({ recentEvents: [] }) },
    (page) => panel(page, 'Sessions').getByText('No sessions').isVisible(),
  ],
  ['loading', { summary: () => new Promise(() => {}) }, (page) => panel(page, 'Sessions').isVisible()],
  [
    'failed',
    {
      summary: () => {
        throw new Error('No')
      },
    },
    (page) => panel(page, 'Sessions').getByRole('button').isVisible(),
  ],
  ['asking for a token', { token: 'secret' }, (page) => page.getByLabel('Read token', { exact: true }).isVisible()],
]

test.each(states)('axe finds nothing in the full page when it is %s', async (_name, script, isReady) => {
  await using server = await startScriptedServer(script)
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => isReady(page)).toBe(true)
  expect(await axeComplaints(page)).toEqual([])
})

test('axe finds nothing in the overlay, with its table open', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server, { html: 'lang="en"' }))
  await page.evaluate(() => window.overlay.show())
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await panel(page, 'AI by day').getByText('As a table').click()
  expect(await axeComplaints(page)).toEqual([])
})
