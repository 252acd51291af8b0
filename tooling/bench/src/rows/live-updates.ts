import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Bench, Figure, Measure } from '../bench.js'
import { makeTrack, openDashboard, seeGenerations } from '../browser/dashboard.js'
import { launchBrowser } from '../browser/launch.js'
import { serveMusicPage } from '../browser/music-page.js'
import { createRandom } from '../data/random.js'
import { postAtRate } from '../load/open-loop.js'
import { startServer } from '../server.js'
import { quantile } from '../statistics.js'

/** What the replaced dashboard made people wait at most: it polled. */
const LEGACY_POLL_MS = 5_000
const BACKGROUND_PER_SECOND = 50

/** W4: from an event in one browser to its number in another's open dashboard. One round of at least 100 events. */
export const liveUpdates: Measure = async (bench) => {
  const folder = bench.makeFolder()
  const server = await startServer(join(folder, 'server.db'), folder)
  const music = await serveMusicPage(server.url)
  const browser = await launchBrowser()
  try {
    const maker = await openPage(browser, music.tracked)
    const watcher = await openPage(browser, music.tracked)
    await makeTrack(maker)
    await openDashboard(watcher)
    await seeGenerations(watcher, 1)

    const { liveEvents } = bench.sizes
    const quiet = await timeTracks(bench, 'W4: live updates, quiet', { maker, watcher, from: 1, pauseMs: 2_200 })
    const stop = new AbortController()
    const background = postAtRate(server.url, '/api/track/interaction', {
      perSecond: BACKGROUND_PER_SECOND,
      seconds: liveEvents * 5 + 60,
      bodies: [JSON.stringify({ user_id: 'user_busy', action: 'click', element: 'BUTTON#play.btn' })],
      signal: stop.signal,
    })
    const busy = await timeTracks(bench, 'W4: live updates, busy', {
      maker,
      watcher,
      from: 1 + liveEvents,
      pauseMs: 500,
    }).finally(() => stop.abort())
    await background
    return [{ ...figure('quiet', quiet), aim: { atMost: 0.05 } }, figure(`at ${BACKGROUND_PER_SECOND} events/s`, busy)]
  } finally {
    await browser.close()
    await music.close()
    await server.stop()
  }
}

const figure = (label: string, latencies: number[]): Figure => ({
  row: 'W4',
  label,
  unit: 'ms p95',
  rounds: [{ value: quantile(latencies, 0.95), baseline: LEGACY_POLL_MS }],
})

type Watch = {
  maker: Page
  watcher: Page
  /** Generations so far. */
  from: number
  /** The mean pause between two events; it varies by half, so as not to fall into step with the dashboard. */
  pauseMs: number
}

async function timeTracks({ sizes, progress }: Bench, title: string, watch: Watch): Promise<number[]> {
  const random = createRandom(watch.from)
  const step = progress.start(title, sizes.liveEvents)
  const latencies: number[] = []
  try {
    for (let count = 1; count <= sizes.liveEvents; count++) {
      await setTimeout(watch.pauseMs * (0.5 + random.unit()))
      const seen = seeGenerations(watch.watcher, watch.from + count)
      const [madeAt, seenAt] = await Promise.all([makeTrack(watch.maker), seen])
      latencies.push(seenAt - madeAt)
      step.advance(1)
    }
    return latencies
  } finally {
    step.end()
  }
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  return page
}
