import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { STUB, startHostSite } from './host-site.js'

const browser = useChromium()

function watchConsole(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return complaints
}

test('adds three globals and nothing else', async () => {
  const site = await startHostSite(browser(), {
    head: '<script>window.namesBefore = Object.getOwnPropertyNames(window)</script>',
  })
  const page = await site.open()
  const added = await page.evaluate(() => {
    const before: string[] = Reflect.get(window, 'namesBefore')
    return Object.getOwnPropertyNames(window).filter((name) => !before.includes(name) && name !== 'namesBefore')
  })
  expect(added.sort()).toEqual(['analyticsClient', 'analyticsDashboard', 'son1k'])
})

test('adds nothing to the document before the dashboard is opened', async () => {
  const site = await startHostSite(browser(), { body: '<main>x</main>' })
  const page = await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2)
  expect(await page.evaluate(() => document.body.children.length)).toBe(1)
  expect(site.analytics.requests.filter((path) => path !== '/trpc/track.batch')).toEqual(['/widget.js'])
})

test('works under a strict content security policy of the page', async () => {
  const site = await startHostSite(browser(), {
    body: '<button>x</button>',
    headers: ({ analytics }) => ({
      'content-security-policy': `default-src 'none'; script-src ${analytics}; connect-src ${analytics}; require-trusted-types-for 'script'; trusted-types 'none'`,
    }),
  })
  const page = await site.context.newPage()
  const complaints = watchConsole(page)
  await page.goto(site.origin)
  await page.click('button')
  await expect.poll(site.analytics.events).toHaveLength(3)
  await page.evaluate(() => window.analyticsDashboard?.show())
  expect(await page.evaluate(() => window.analyticsDashboard?.isVisible)).toBe(true)
  // What the stand-in has no answer for is not what this is about.
  expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
})

test('works in a sandboxed frame without storage, from memory', async () => {
  const site = await startHostSite(browser(), {
    headers: () => ({ 'content-security-policy': 'sandbox allow-scripts' }),
  })
  const page = await site.context.newPage()
  const complaints = watchConsole(page)
  await page.goto(site.origin)
  await page.evaluate(() => window.son1k?.track({ type: 'interaction', action: 'save', element: 'x' }))
  await expect.poll(site.analytics.events).toHaveLength(3)
  expect(new Set(site.analytics.events().map(({ userId, sessionId }) => `${userId} ${sessionId}`)).size).toBe(1)
  expect(site.analytics.events().map(({ seq }) => seq)).toEqual([0, 1, 2])
  expect(complaints).toEqual([])
})

test('listens to nothing that keeps a page out of the back/forward cache', async () => {
  const site = await startHostSite(browser())
  await site.context.addInitScript(() => {
    const types: string[] = []
    const { addEventListener } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (...given) {
      types.push(given[0])
      return addEventListener.apply(this, given)
    }
    Object.assign(window, { types })
  })
  const page = await site.open()
  await page.evaluate(() => window.son1k?.generation.start())
  await page.evaluate(() => window.analyticsDashboard?.show())
  const types: string[] = await page.evaluate(() => Reflect.get(window, 'types'))
  expect(types).toContain('pagehide')
  expect(types.filter((type) => /unload/.test(type))).toEqual([])
  expect(await page.evaluate(() => [window.onunload, window.onbeforeunload])).toEqual([null, null])
})

test('blocked, it leaves the page as it is, and the calls of the page that stand in for it harm nothing', async () => {
  const site = await startHostSite(browser(), {
    head: `<script>${STUB}; son1k.identify('early'); window.early = son1k.generation.start({ prompt: 'rain' })</script>`,
    body: '<button onclick="early.succeed()">x</button>',
  })
  await site.context.route('**/widget.js', (route) => route.abort())
  const page = await site.context.newPage()
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(error.message))
  await page.goto(site.origin)
  await page.click('button')
  expect(await page.evaluate(() => typeof window.analyticsClient)).toBe('undefined')
  expect(thrown).toEqual([])
})

test('loaded twice, it tracks once', async () => {
  const site = await startHostSite(browser(), { body: '<button>x</button>' })
  const page = await site.open()
  await page.addScriptTag({ url: `${site.analytics.origin}/widget.js` })
  await page.click('button')
  await expect.poll(site.analytics.events).toHaveLength(3)
  await page.evaluate(() => window.son1k?.flush())
  expect(site.analytics.events()).toHaveLength(3)
})

test('a server under a path is found from the script, or named by data-endpoint', async () => {
  const site = await startHostSite(browser(), {
    attributes: 'data-endpoint="https://analytics.invalid/under/a/path"',
  })
  const page = await site.context.newPage()
  const asked = page.waitForRequest(/track\.batch/)
  await page.goto(site.origin)
  expect((await asked).url()).toBe('https://analytics.invalid/under/a/path/trpc/track.batch')
})

test('history works as before in a browser without `navigation`, for the page and for what wraps it', async () => {
  const site = await startHostSite(browser(), {
    head: `<script>
      Object.defineProperty(window, 'navigation', { value: undefined })
      window.native = history.replaceState
      const native = history.pushState
      history.pushState = function (...args) { window.seen = [...(window.seen ?? []), args[2]]; return native.apply(this, args) }
      history.pushState.mark = 'host'
    </script>`,
  })
  const page = await site.open()
  // What watches the history is loaded apart.
  await page.waitForFunction(() => Reflect.get(window, 'native') !== history.replaceState)
  const result = await page.evaluate(() => {
    const answer = history.pushState({ step: 1 }, '', '/one')
    const thrown = (() => {
      try {
        history.pushState(null, '', 'https://elsewhere.invalid/')
        return null
      } catch (error) {
        return (error as Error).name
      }
    })()
    const { seen } = Object(window) as { seen: string[] }
    return {
      answer,
      thrown,
      seen,
      state: history.state,
      length: history.replaceState.length,
      mark: Reflect.get(history.pushState, 'mark'),
    }
  })
  await page.evaluate(() => history.pushState(null, '', '/two'))
  await expect
    .poll(() => site.analytics.events().flatMap((event) => ('action' in event ? [event.value] : [])))
    .toEqual(['/', '/one', '/two'])
  expect(result).toEqual({
    answer: undefined,
    thrown: 'SecurityError',
    seen: ['/one', 'https://elsewhere.invalid/'],
    state: { step: 1 },
    length: 2,
    mark: 'host',
  })
})

test('a frozen history and polluted prototypes do not stop it', async () => {
  const site = await startHostSite(browser(), {
    head: `<script>
      Object.freeze(history)
      Object.prototype.polluted = 'yes'
      Object.prototype.track = { prompt: 'polluted' }
      Array.prototype.extra = () => 'extra'
    </script>`,
    body: '<button>x</button>',
  })
  const page = await site.context.newPage()
  const complaints = watchConsole(page)
  await page.goto(site.origin)
  await page.click('button')
  await expect.poll(site.analytics.events).toHaveLength(3)
  expect(site.analytics.rejected).toEqual([])
  expect(complaints).toEqual([])
})

test('the mistakes of the page stay its own: they are thrown once, and its handlers still run', async () => {
  const site = await startHostSite(browser(), {
    body: '<button>x</button><output></output>',
    head: `<script>
      document.addEventListener('realMusicGenerated', () => { throw new Error('of the page') })
      document.addEventListener('realMusicGenerated', () => { document.querySelector('output').textContent = 'ran' })
    </script>`,
  })
  const page = await site.context.newPage()
  const complaints = watchConsole(page)
  await page.goto(site.origin)
  await page.evaluate(() => {
    const hostile = {
      get prompt() {
        throw new Error('a getter of the page')
      },
    }
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: hostile }))
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { style: 'techno' } }))
  })
  expect(await page.textContent('output')).toBe('ran')
  await expect.poll(() => site.analytics.events().map(({ type }) => type)).toContain('generation')
  expect(complaints).toEqual(['of the page', 'of the page'])
})

test('data-debug says what it does, and without it the console stays silent', async () => {
  for (const attributes of ['data-debug', 'data-debug="false"', '']) {
    const site = await startHostSite(browser(), { attributes })
    const page = await site.context.newPage()
    const lines: string[] = []
    page.on('console', (message) => lines.push(message.text()))
    await page.goto(site.origin)
    await expect.poll(site.analytics.events).toHaveLength(2)
    const own = lines.filter((line) => line.includes('[son1k]'))
    expect(own.length > 0, attributes).toBe(attributes === 'data-debug')
  }
})

test('a page that is written from right to left, or wants no motion, stays so, and its dashboard moves nothing', async () => {
  const site = await startHostSite(browser(), {
    body: '<main>x</main><script>document.documentElement.dir = "rtl"</script>',
  })
  const page = await site.context.newPage()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const complaints = watchConsole(page)
  await page.goto(site.origin)
  const lay = () => {
    const { left, right, top } = document.querySelector('main')?.getBoundingClientRect() ?? {}
    return [left, right, top, getComputedStyle(document.body).direction, document.documentElement.scrollWidth]
  }
  const before = await page.evaluate(lay)
  await page.evaluate(() => window.analyticsDashboard?.show())
  const moving = () =>
    document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration) > 1).length
  expect(await page.evaluate(moving)).toBe(0)
  // Its own texts run as its languages do.
  const direction = await page.evaluate(() => {
    const panel = document.querySelector('[data-analytics-ignore]')?.shadowRoot?.querySelector('.dashboard')
    return panel && getComputedStyle(panel).direction
  })
  expect(direction).toBe('ltr')
  await page.evaluate(() => window.analyticsDashboard?.hide())
  expect(await page.evaluate(lay)).toEqual(before)
  expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
})
