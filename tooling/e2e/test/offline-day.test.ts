import { createAnalytics } from '@son1k/client'
import { expect, test } from 'vitest'
import { countEvents } from '../src/answers.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { deliverNow, queueLength } from '../src/studio.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()
const HOUR_MS = 3_600_000

type Tracking = { count: number; prefix: string }
/** Saves tracks of their own ids, in a page that has the widget. */
function saveTracks({ count, prefix }: Tracking) {
  const { son1k } = window as unknown as { son1k: { action(id: string, action: string): Promise<void> } }
  return Promise.all(Array.from({ length: count }, (_, index) => son1k.action(`${prefix}${index}`, 'save')))
}

test('a day without a server, in two tabs, closed and opened, under a clock that moves, is stored once', async () => {
  const server = await startServer()
  const script = await (await fetch(`${server.origin}/widget.js`)).text()
  // The site has the script in a cache of its own, as a service worker would; it begins no session by itself.
  const html = pageWithWidget(server.origin).replace('defer>', 'defer data-autotrack="false">')
  const origin = await startSite({ '/': { type: 'text/html', body: html } })
  const { page: first, context } = await visit(browser(), origin, {
    before: (context) =>
      context.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script })),
  })
  const second = await context.newPage()
  await second.goto(origin)

  await first.evaluate(saveTracks, { count: 100, prefix: 'morning' })
  await deliverNow(first)
  await eventually(() => countEvents(server)).toBe(101)

  await server.kill()
  await first.evaluate(saveTracks, { count: 700, prefix: 'first' })
  await second.evaluate(saveTracks, { count: 700, prefix: 'second' })
  await first.close()
  const third = await context.newPage()
  await third.goto(origin)
  await third.evaluate((ms) => {
    const now = Date.now
    Date.now = () => now() - ms
  }, 3 * HOUR_MS)
  await third.evaluate(saveTracks, { count: 700, prefix: 'third' })

  // The server dies once more, with some of it stored and answers on their way.
  await server.restart()
  const delivering = Promise.all([deliverNow(second), deliverNow(third)])
  await eventually(() => countEvents(server)).toBeGreaterThan(101)
  await server.kill()
  await delivering
  await server.restart()
  await Promise.all([deliverNow(second), deliverNow(third)])
  await eventually(() => queueLength(third)).toBe(0)
  await eventually(() => queueLength(second)).toBe(0)

  // The clock that was set back began a session of its own.
  expect(await countEvents(server)).toBe(100 + 3 * 700 + 2)
  await using analytics = createAnalytics({ url: server.origin })
  expect(await analytics.api.analytics.summary.query({ range: { days: 1 } })).toMatchObject({
    sessions: { total: 2, uniqueUsers: 1 },
  })
})
