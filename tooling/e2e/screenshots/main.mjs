// Photographs every view of the built dashboard on sample data. Arguments: parts of the names of those that are
// wanted; without any, all.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireChromium } from '@son1k/setup/chromium'
import { chromium } from 'playwright-core'
import { happen } from './happen.mjs'
import { startServers } from './servers.mjs'
import { shots } from './shots.mjs'

const ADMIN_TOKEN = 'admin-token-of-the-screenshots-0123456789'
const folder = fileURLToPath(new URL('../../../screenshots', import.meta.url))
const wanted = process.argv.slice(2)

const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] })
const { origins, stop } = await startServers({ adminToken: ADMIN_TOKEN })
try {
  await mkdir(folder, { recursive: true })
  await happen(origins.demo)
  for (const shot of shots) {
    if (wanted.length > 0 && !wanted.some((part) => shot.name.includes(part))) continue
    await photograph(shot)
    console.log(`${shot.name}.png`)
  }
} finally {
  await browser.close()
  await stop()
}

async function photograph({ name, server, search, viewport, media, isBroken, act }) {
  const context = await browser.newContext({ viewport, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' })
  const page = await context.newPage()
  const failures = []
  page.on('pageerror', (error) => failures.push(error.message))
  // After the page itself every question is answered by an error.
  if (isBroken) await page.route(/\/trpc\//, (route) => route.fulfill({ status: 503, json: {} }))
  await page.goto(`${origins[server]}/${search}`)
  await page.locator('.panel').first().waitFor()
  await page.waitForFunction(isSettled)
  await act?.(page, { adminToken: ADMIN_TOKEN })
  await page.evaluate(() => delete window.settled)
  await page.waitForFunction(isSettled)
  if (media) await page.emulateMedia({ media })
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: !name.startsWith('help'),
    animations: 'disabled',
  })
  await context.close()
  if (failures.length > 0) throw new Error(`${name}: ${failures.join(', ')}`)
}

/** Runs in the page, at each frame: nothing is being loaded or drawn any more. Panels come one after another. */
function isSettled() {
  const root = document.querySelector('#dashboard')?.shadowRoot
  const elements = root?.querySelectorAll('*').length
  const isBusy = !root?.querySelector('.panel') || root.querySelector('.skeleton, .changing, [aria-busy=true]')
  const { frames = 0, elements: before } = window.settled ?? {}
  window.settled = { elements, frames: isBusy || elements !== before ? 0 : frames + 1 }
  return window.settled.frames > 30
}
