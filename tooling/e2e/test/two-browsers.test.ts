import { expect, test } from 'vitest'
import { overlayOn, readDashboard } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const listenersBrowser = useBrowser()
const watchersBrowser = useBrowser()

test('a track made in one browser moves the numbers of a dashboard that is open in another', async () => {
  const server = await startServer()
  const site = await startSite({ '/': { type: 'text/html', body: pageWithWidget(server.origin) } })
  const watcher = await visit(watchersBrowser(), site)
  await watcher.page.keyboard.press('Control+Shift+A')
  await overlayOn(watcher.page).locator('.connection.live').waitFor()
  const asked: string[] = []
  watcher.page.on('request', (request) => asked.push(new URL(request.url()).pathname))

  const listener = await visit(listenersBrowser(), site)
  for (const made of ['1', '2']) {
    await listener.page.evaluate(() => {
      const detail = { prompt: 'neon rain', style: 'synthwave', duration: 90, generation_time: 12.5 }
      document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
    })
    await eventually(() => readDashboard(watcher.page)).toMatchObject({
      generations: made,
      styles: [`synthwave ${made}`],
      prompts: [`neon rain ${made}`],
    })
    await eventually(() =>
      watcher.page.locator('.panel.feed .feed-line').filter({ hasText: 'neon rain' }).count(),
    ).toBe(Number(made))
  }
  // The stream that was open has told it: none was opened anew, and nothing was polled.
  expect(asked.filter((path) => /live|health/.test(path))).toEqual([])
  expect([...watcher.complaints, ...listener.complaints]).toEqual([])
})
