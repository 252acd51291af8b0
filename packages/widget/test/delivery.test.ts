import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { type HostSite, STUB, startHostSite, toHtml } from './host-site.js'

const browser = useChromium()

/** Tracks `count` events named after `prefix` and waits until they are in the queue. */
const save = (page: Page, prefix: string, count: number) =>
  page.evaluate(
    async ([name, total]) => {
      const saves = Array.from({ length: total }, (_, index) =>
        window.son1k?.track({ type: 'interaction', action: 'save', element: 'track', value: `${name}${index}` }),
      )
      await Promise.all(saves)
    },
    [prefix, count] as const,
  )
const savedIn = (site: HostSite) =>
  site.analytics
    .events()
    .flatMap((event) => (event.type === 'interaction' && event.action === 'save' ? [event.value] : []))
    .sort()
const queueLength = (page: Page) => page.evaluate(() => window.son1k?.status().queueLength)

test('a delivery is a POST that needs no preflight', async () => {
  const site = await startHostSite(browser())
  await site.open()
  await expect.poll(() => site.analytics.deliveries).toHaveLength(1)
  expect(site.analytics.deliveries[0]).toMatchObject({
    contentType: expect.stringMatching(/^text\/plain/),
    batch: { sentAt: expect.stringMatching(/^\d{4}-.*Z$/) },
  })
})

test('data-key travels in the body', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-key="public-key"' })
  await site.open()
  await expect.poll(() => site.analytics.deliveries.map(({ batch }) => batch.key)).toEqual(['public-key'])
})

test('offline, events wait through a reload and are delivered once when the connection is back', async () => {
  const site = await startHostSite(browser())
  // The page and the script come from a cache of their own, as with a service worker.
  const script = await (await fetch(`${site.analytics.origin}/widget.js`)).text()
  await site.context.route(`${site.origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: toHtml({}, site.analytics.origin) }),
  )
  await site.context.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  const page = await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)

  await site.context.setOffline(true)
  // Here, for a page that is loaded while that is emulated may hold itself online.
  await expect.poll(() => page.evaluate(() => window.son1k?.status())).toMatchObject({ isOnline: false })
  // Requests that outlive their page know nothing of an emulated offline.
  await site.analytics.stop()
  await save(page, 'before', 3)
  await page.reload()
  await save(page, 'after', 3)
  await expect.poll(() => queueLength(page)).toBe(7)
  expect(savedIn(site)).toEqual([])

  await site.analytics.restart()
  await site.context.setOffline(false)
  await expect.poll(() => queueLength(page)).toBe(0)
  expect(savedIn(site)).toEqual(['after0', 'after1', 'after2', 'before0', 'before1', 'before2'])
  expect(await page.evaluate(() => window.son1k?.status())).toMatchObject({ isOnline: true, retryCount: 0 })
})

test('what a closed tab could not deliver is delivered by the next one', async () => {
  const site = await startHostSite(browser())
  const first = await site.open()
  await site.analytics.stop()
  await save(first, 'left', 5)
  await first.close()
  expect(savedIn(site)).toEqual([])

  await site.analytics.restart()
  await site.open()
  await expect.poll(() => savedIn(site)).toEqual(['left0', 'left1', 'left2', 'left3', 'left4'])
})

test('two tabs share a queue and one of them sends: everything arrives, nothing in two deliveries', async () => {
  const site = await startHostSite(browser())
  let answer = () => {}
  const held = new Promise<undefined>((resolve) => {
    answer = () => resolve(undefined)
  })
  site.analytics.interfere = (path) => (path === '/trpc/track.batch' ? held : undefined)
  const [one, two] = [await site.open('/one'), await site.open('/two')]
  await Promise.all([save(one, 'one', 20), save(two, 'two', 20)])

  // While one tab waits for its answer, the other one is asked to deliver what both have stored.
  for (const page of [one, two]) {
    await page.evaluate(() => {
      void window.son1k?.flush()
      return window.analyticsClient?.getHealth()
    })
  }
  answer()
  await expect.poll(() => savedIn(site)).toHaveLength(40)
  const sent = site.analytics.deliveries.flatMap(({ batch }) => batch.events.map(({ id }) => id))
  expect(sent).toHaveLength(new Set(sent).size)
})

test('what a tab that dies while it sends leaves behind, and its turn to send, another tab takes over', async () => {
  const site = await startHostSite(browser())
  site.analytics.interfere = (path) => (path === '/trpc/track.batch' ? new Promise(() => {}) : undefined)
  const dying = await site.open('/one')
  const asked = () => site.analytics.requests.filter((path) => path === '/trpc/track.batch').length
  await expect.poll(asked).toBe(1)
  await save(dying, 'dying', 20)
  const other = await site.open('/two')
  const crashed = dying.waitForEvent('crash')
  // From now on; what the server was asked already it never answers.
  site.analytics.interfere = () => undefined
  const devtools = await site.context.newCDPSession(dying)
  devtools.send('Page.crash').catch(() => undefined)
  await crashed
  await save(other, 'other', 1)
  await expect.poll(() => savedIn(site)).toHaveLength(21)
})

test('a server that wants another key is asked once, the page hears of it once, and what waits stays', async () => {
  const site = await startHostSite(browser(), {
    attributes: 'data-autotrack="false"',
    head: `<script>${STUB}; window.stops = []; son1k.on('stop', (status) => stops.push(status))</script>`,
  })
  site.analytics.interfere = (path) => (path === '/trpc/track.batch' ? { status: 403, body: {} } : undefined)
  const page = await site.open()
  await page.evaluate(() => window.analyticsClient?.getHealth())
  await save(page, 'kept', 2)
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'stops'))).toEqual([403])
  await save(page, 'more', 2)
  await page.evaluate(() => window.son1k?.flush())
  expect(site.analytics.requests.filter((path) => path === '/trpc/track.batch')).toHaveLength(1)
  expect(await page.evaluate(() => window.son1k?.status())).toMatchObject({ stopped: true, queueLength: 5, drops: {} })
})

test('a page that is left at once delivers with its last breath', async () => {
  const site = await startHostSite(browser(), { body: '<a href="/next">go</a>' })
  const page = await site.open()
  await page.evaluate(() => {
    void window.son1k?.track({ type: 'interaction', action: 'save', element: 'track', value: 'last' })
    location.href = 'about:blank'
  })
  await page.waitForURL('about:blank')
  await expect.poll(() => savedIn(site)).toEqual(['last'])
})

test('where `fetch` does not outlive its page a beacon does, without a preflight', async () => {
  const site = await startHostSite(browser())
  await site.context.addInitScript(() => {
    Reflect.deleteProperty(Request.prototype, 'keepalive')
    const { fetch } = window
    window.fetch = (input, init) => fetch(input, { ...init, keepalive: false })
  })
  const page = await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)
  await page.evaluate(() => {
    void window.son1k?.track({ type: 'interaction', action: 'save', element: 'track', value: 'last' })
    location.href = 'about:blank'
  })
  await expect.poll(() => savedIn(site)).toEqual(['last'])
  // Only a beacon asks for no answer.
  expect(site.analytics.deliveries.at(-1)).toMatchObject({
    mode: 'no-cors',
    contentType: expect.stringMatching(/^text\/plain/),
  })
  // What has no answer stays, and the next page delivers it once more, under the same id.
  await site.open()
  await expect.poll(() => site.analytics.deliveries.flatMap(({ batch }) => batch.events).length).toBeGreaterThan(4)
  expect(savedIn(site)).toEqual(['last'])
})

test('what was lost is told to the server by the next event that is stored, also when its page is closed before', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await expect.poll(() => queueLength(page)).toBe(0)
  await site.analytics.stop()
  await page.evaluate(async () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    await window.son1k?.track({ type: 'interaction', action: 'x', element: 'y', ...(circle as object) })
    await window.son1k?.action('g', 'save')
    await window.son1k?.action('g', 'play')
  })
  await page.close()

  await site.analytics.restart()
  const next = await site.open()
  await expect.poll(site.analytics.events).toHaveLength(5)
  await next.evaluate(() => window.son1k?.flush())
  const told = site.analytics.events().flatMap(({ dropped }) => dropped ?? [])
  expect(told).toEqual([{ VALIDATION_FAILED: 1 }])
})

test('a queue of any length goes out in deliveries that a closing page may send', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await site.context.setOffline(true)
  await page.evaluate(async () => {
    const value = 'x'.repeat(1_900)
    const saves = Array.from({ length: 100 }, () =>
      window.son1k?.track({ type: 'interaction', action: 'save', element: 'track', value }),
    )
    await Promise.all(saves)
  })
  await site.context.setOffline(false)
  await expect.poll(() => savedIn(site)).toHaveLength(100)
  expect(Math.max(...site.analytics.deliveries.map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
})

test('a server that answers 503 is tried again', async () => {
  const site = await startHostSite(browser())
  let refusals = 2
  site.analytics.interfere = (path) =>
    path === '/trpc/track.batch' && refusals-- > 0 ? { status: 503, body: {} } : undefined
  await site.open()
  await expect.poll(site.analytics.events, { timeout: 15_000 }).toHaveLength(2)
})

test('a server that is down for the whole visit harms nothing and costs nothing', async () => {
  const site = await startHostSite(browser(), { body: '<button>x</button>' })
  site.analytics.interfere = (path) => (path === '/trpc/track.batch' ? { status: 500, body: 'broken' } : undefined)
  const page = await site.open()
  const thrown: Error[] = []
  page.on('pageerror', (error) => thrown.push(error))
  await site.analytics.stop()
  await page.click('button')
  await expect.poll(() => page.evaluate(() => window.son1k?.status().retryCount)).toBeGreaterThan(0)
  expect(await page.evaluate(() => window.analyticsClient?.getAnalytics(7))).toBeNull()
  expect(await page.evaluate(() => window.analyticsClient?.getHealth())).toBeNull()
  await page.evaluate(() => window.son1k?.flush())
  await page.goto(`${site.origin}/next`)
  expect(thrown).toEqual([])
})

test('a burst of more events than may be kept is bounded, and what was kept is delivered', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await save(page, 'burst', 5_000)
  await expect.poll(() => queueLength(page), { timeout: 100_000 }).toBe(0)
  expect(savedIn(site).length).toBeGreaterThan(1_000)
  expect(site.analytics.rejected).toEqual([])
}, 120_000)
