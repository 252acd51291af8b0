import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Measure } from '../bench.js'
import { makeTrack, openDashboard, visitViews } from '../browser/dashboard.js'
import { launchBrowser } from '../browser/launch.js'
import { serveMusicPage } from '../browser/music-page.js'
import { startServer } from '../server.js'

const TRACKER_BUDGET = 5_120
const DASHBOARD_BUDGET = 51_200

/** W1 and W2: the bytes of every file that a browser loads for the tag, and then for the dashboard. Bytes don't vary: one round. */
export const widgetBytes: Measure = async ({ makeFolder, progress }) => {
  const step = progress.start('W1, W2: bytes that a browser loads', 1)
  const folder = makeFolder()
  const server = await startServer(join(folder, 'server.db'), folder)
  const music = await serveMusicPage(server.url)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const files = recordFiles(page, server.url)
    await page.goto(music.tracked)
    await makeTrack(page)
    await page.getByRole('button').click()
    await page.waitForLoadState('networkidle')
    const tracker = await files()
    await openDashboard(page)
    // The live stream stays open, so the network never is idle for long: the numbers tell that all has come.
    await page.locator('.hero .value').waitFor({ timeout: 20_000 })
    await visitViews(page)
    const all = await files()
    const figure = (row: string, value: number, files: number, baseline: number) => ({
      row,
      label: files === 1 ? '1 file' : `${files} files`,
      unit: 'bytes',
      rounds: [{ value, baseline }],
    })
    return [
      figure('W1', tracker.bytes, tracker.count, TRACKER_BUDGET),
      figure('W2', all.bytes - tracker.bytes, all.count - tracker.count, DASHBOARD_BUDGET),
    ]
  } finally {
    await browser.close()
    await music.close()
    await server.stop()
    step.end()
  }
}

/** Notes what the page loads from the server but data. @returns a function that sums up what has come so far */
function recordFiles(page: Page, serverUrl: string) {
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    const { origin, pathname } = new URL(response.url())
    const isData = /^\/(api|trpc)\//.test(pathname)
    if (origin === serverUrl && !isData) bodies.set(pathname, response.body())
  })
  return async () => {
    const contents = await Promise.all(bodies.values())
    return { count: contents.length, bytes: contents.reduce((sum, content) => sum + compressedBytes(content), 0) }
  }
}

const compressedBytes = (content: Buffer) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
