import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { recentEvents, restNumbers } from '../src/answers.js'
import { overlayOn } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { type Visitor, visit } from '../src/visit.js'

const browser = useBrowser()

/** What pages written for the old client call. */
type OldGlobals = {
  analyticsClient: {
    sessionId: string
    userId: string
    isOnline: boolean
    startSession(): Promise<string>
    endSession(): Promise<void>
    trackMusicGeneration(detail: unknown): Promise<void>
    trackInteraction(action: string, element: string, value?: string): Promise<void>
    trackError(error: Error): Promise<void>
    track_interaction(sessionId: string, userId: string, action: string, element: string, value?: string): Promise<void>
    getAnalytics(days: number): Promise<{ music_metrics: object } | null>
    getHealth(): Promise<{ status: string } | null>
    enable(): void
    disable(): void
    getStatus(): object
  }
  analyticsDashboard: { show(): void; hide(): void; toggle(): void; isVisible: boolean }
}

/** Runs on the page, as its own code would. */
const onPage = <T>(page: Page, run: (globals: OldGlobals) => T | Promise<T>): Promise<T> =>
  page.evaluate(`(${run})(window)`) as Promise<T>

async function openOldPage(visitor?: Visitor) {
  const server = await startServer()
  const body = '<button id="generarMusica" class="btn primary"><span>Generar</span></button>'
  const origin = await startSite({ '/': { type: 'text/html', body: pageWithWidget(server.origin, { body }) } })
  return { server, ...(await visit(browser(), origin, visitor)) }
}

/** `action element` of the interactions that the server has, without the visit's own. */
async function interactions(server: Parameters<typeof recentEvents>[0]) {
  const events = await recentEvents(server)
  return events
    .filter(({ type, action }) => type === 'interaction' && action !== 'page_view')
    .map(({ action, element }) => `${action} ${element}`)
    .sort()
}

test('interactions and errors reported through analyticsClient are stored', async () => {
  const { server, page, complaints } = await openOldPage()
  await onPage(page, async ({ analyticsClient }) => {
    await analyticsClient.trackInteraction('slider_moved', 'INPUT#tempo', '128')
    await analyticsClient.track_interaction(analyticsClient.sessionId, analyticsClient.userId, 'preset', 'LI.preset')
    await analyticsClient.trackError(new Error('the old page failed'))
  })
  await page.click('#generarMusica span')
  await eventually(() => interactions(server)).toEqual([
    'click BUTTON#generarMusica.btn.primary',
    'error trackError',
    'preset LI.preset',
    'slider_moved INPUT#tempo',
  ])
  expect(complaints).toEqual([])
})

test('a generation handed to trackMusicGeneration is counted, and getAnalytics reads it back', async () => {
  const { server, page } = await openOldPage()
  await onPage(page, ({ analyticsClient }) =>
    analyticsClient.trackMusicGeneration({ prompt: 'a mano', style: 'cumbia', duration: 90.5, generation_time: 4.25 }),
  )
  await eventually(() => onPage(page, ({ analyticsClient }) => analyticsClient.getAnalytics(7))).toMatchObject({
    music_metrics: { total_generations: 1, avg_duration: 90.5, avg_generation_time: 4.25 },
    popular_styles: [{ style: 'cumbia', count: 1 }],
    popular_prompts: [{ prompt: 'a mano', count: 1 }],
  })
  expect(await onPage(page, ({ analyticsClient }) => analyticsClient.getHealth())).toMatchObject({
    status: 'healthy',
    active_sessions: 1,
  })
  expect((await restNumbers(server)).music_metrics.total_generations).toBe(1)
})

test('the user id that the old client left in the browser is kept and used', async () => {
  const userId = 'user_1758837617401_k3j9x2m4q'
  const { server, page } = await openOldPage({
    before: (context) => context.addInitScript((id) => localStorage.setItem('son1k_user_id', id), userId),
  })
  expect(await onPage(page, ({ analyticsClient }) => analyticsClient.userId)).toBe(userId)
  await eventually(async () => (await recentEvents(server)).map((event) => event.userId)).toContain(userId)
  expect(await page.evaluate(() => localStorage.getItem('son1k_user_id'))).toBe(userId)
})

test('getStatus tells what the old one told, and disable stops the tracking until enable', async () => {
  const { server, page } = await openOldPage()
  // As with the old client, the session is there a moment after the script.
  await eventually(() => onPage(page, ({ analyticsClient }) => analyticsClient.getStatus())).toMatchObject({
    enabled: true,
    sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    userId: expect.stringMatching(/^user_\d+_\w{9}$/),
    isOnline: true,
    queueLength: expect.any(Number),
    retryCount: 0,
  })
  await onPage(page, async ({ analyticsClient }) => {
    analyticsClient.disable()
    await analyticsClient.trackInteraction('unseen', 'X')
    analyticsClient.enable()
    await analyticsClient.trackInteraction('seen', 'X')
  })
  await eventually(() => interactions(server)).toEqual(['seen X'])
})

test('endSession ends the session, and startSession begins another one', async () => {
  const { server, page } = await openOldPage()
  await eventually(async () => (await restNumbers(server)).session_metrics.total_sessions).toBe(1)
  const [first, second] = await onPage(page, async ({ analyticsClient }) => {
    const before = analyticsClient.sessionId
    await analyticsClient.endSession()
    return [before, await analyticsClient.startSession()]
  })
  expect(second).not.toBe(first)
  await eventually(async () => (await restNumbers(server)).session_metrics.total_sessions).toBe(2)
  const health = await fetch(`${server.origin}/api/health`)
  expect(await health.json()).toMatchObject({ active_sessions: 1 })
})

test('analyticsDashboard shows, hides and toggles the dashboard and says whether it is visible', async () => {
  const { page, complaints } = await openOldPage()
  const isVisible = () => onPage(page, ({ analyticsDashboard }) => analyticsDashboard.isVisible)
  expect(await isVisible()).toBe(false)
  await onPage(page, ({ analyticsDashboard }) => void analyticsDashboard.show())
  await eventually(isVisible).toBe(true)
  await eventually(() => overlayOn(page).isVisible()).toBe(true)
  await onPage(page, ({ analyticsDashboard }) => void analyticsDashboard.hide())
  await eventually(isVisible).toBe(false)
  await eventually(() => overlayOn(page).isVisible()).toBe(false)
  await onPage(page, ({ analyticsDashboard }) => void analyticsDashboard.toggle())
  await eventually(() => overlayOn(page).isVisible()).toBe(true)
  await page.keyboard.press('Control+Shift+A')
  await eventually(() => overlayOn(page).isVisible()).toBe(false)
  expect(complaints).toEqual([])
})
