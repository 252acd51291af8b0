import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Measure } from '../bench.js'
import { openDashboard } from '../browser/dashboard.js'
import { launchBrowser } from '../browser/launch.js'
import { serveMusicPage } from '../browser/music-page.js'
import { interleave, pairUp } from '../interleave.js'
import { startServer } from '../server.js'

const PHASES = ['at load', 'at 100 events/s', 'at dashboard open'] as const
type Counts = Record<(typeof PHASES)[number], number[]>

/** W3: tasks over 50 ms on a slow machine, with the widget and on the same page without it. */
export const longTasks: Measure = async (bench) => {
  const folder = bench.makeFolder()
  const server = await startServer(join(folder, 'server.db'), folder)
  const music = await serveMusicPage(server.url)
  const browser = await launchBrowser()
  try {
    const tracked: Counts = { 'at load': [], 'at 100 events/s': [], 'at dashboard open': [] }
    const plain: Counts = { 'at load': [], 'at 100 events/s': [], 'at dashboard open': [] }
    const { pageSeconds } = bench.sizes
    await interleave(bench, 'W3: long tasks', {
      tracked: () => visit(browser, { url: music.tracked, pageSeconds, open: openDashboard, counts: tracked }),
      plain: () => visit(browser, { url: music.plain, pageSeconds, open: pressHotkey, counts: plain }),
    })
    return PHASES.map((label) => ({ row: 'W3', label, unit: 'tasks', rounds: pairUp(tracked[label], plain[label]) }))
  } finally {
    await browser.close()
    await music.close()
    await server.stop()
  }
}

type Visit = { url: string; pageSeconds: number; open: (page: Page) => Promise<void>; counts: Counts }

/** One visit of a page. Adds the long tasks of each phase to `counts`, and answers their sum. */
async function visit(browser: Browser, { url, pageSeconds, open, counts }: Visit): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.addInitScript(countLongTasks)
    let seen = 0
    const settle = async (phase: keyof Counts) => {
      await setTimeout(1_500)
      const count = await page.evaluate(() => Number(document.documentElement.dataset.longTasks ?? 0))
      counts[phase].push(count - seen)
      seen = count
    }

    await page.goto(url)
    await settle('at load')
    // What finds elements by their roles is compiled in the page when it is first used: not at the expense of the dashboard.
    await page.getByRole('dialog').count()
    await page.evaluate(dispatchEvents, pageSeconds)
    await settle('at 100 events/s')
    await open(page)
    await settle('at dashboard open')
    return seen
  } finally {
    await context.close()
  }
}

const pressHotkey = (page: Page) => page.keyboard.press('Control+Shift+A')

/** In the page. */
function countLongTasks() {
  let count = 0
  new PerformanceObserver((list) => {
    count += list.getEntries().length
    document.documentElement.dataset.longTasks = String(count)
  }).observe({ type: 'longtask', buffered: true })
}

/** In the page: the events of a music app that makes 100 tracks a second. */
function dispatchEvents(seconds: number) {
  return new Promise<void>((resolve) => {
    let left = seconds * 100
    const timer = setInterval(() => {
      const detail = { prompt: `track ${left}`, style: 'synthwave', duration: 90, generation_time: 12.5 }
      document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
      left--
      if (left > 0) return
      clearInterval(timer)
      resolve()
    }, 10)
  })
}
