import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { TrackerStatus } from '../src/dashboard-host.js'
import type { ScriptedServer } from './dashboard-server.js'

/** A page and what went wrong in it: exceptions, and breaches of its policy. */
export type OpenPage = { page: Page; problems: string[] }

type OpenOptions = BrowserContextOptions & {
  /** The test moves the page's time by `page.clock`. */
  hasClock?: boolean
}

/** Opens a page of the server in a browser context of its own, which goes when the test is over. */
export async function openPage(browser: Browser, url: string, options: OpenOptions = {}): Promise<OpenPage> {
  const { hasClock = false, ...rest } = options
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', ...rest })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text())
  })
  if (hasClock) await page.clock.install()
  await page.goto(url)
  return { page, problems }
}

/** The text of an element with single spaces. */
export const textOf = async (locator: Locator): Promise<string> =>
  ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim()

/** What a panel's list of named numbers says under a name: the value, and how it went. */
export const definition = (page: Page, name: string, term: string): Promise<string> =>
  textOf(
    panel(page, name)
      .locator('dl > div')
      .filter({ has: page.locator('dt').getByText(term, { exact: true }) })
      .locator('dd'),
  )

export const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })

/** The words beside the lamp: how the dashboard stands with the server. */
export const connectionText = (page: Page): Promise<string> => textOf(page.locator('.connection-state'))

const assets = fileURLToPath(new URL('../dist/public/assets/', import.meta.url))

/**
 * Another site's page with a button that opens the overlay, and a tracker whose state a test sets by
 * `setTrackerStatus`.
 * @param page HTML for the site's body and its attributes
 * @returns its path
 */
export function serveHostPage(server: ScriptedServer, { body = '', html = '', lang = '' } = {}): string {
  const file = readdirSync(assets).find((name) => name.startsWith('dashboard-'))
  if (!file) throw new Error('Build the widget first: pnpm --filter @son1k/widget build')
  server.page(
    '/host.html',
    `<!doctype html><html ${html}><head><title>A site</title></head><body>
      <main><h1>A site</h1><button id="open">Open</button>${body}</main>
      <script type="module">
        import { mountOverlay } from '/assets/${file}'
        let status = ${JSON.stringify(makeTrackerStatus())}
        const listeners = new Set()
        const overlay = mountOverlay({
          endpoint: location.origin,
          lang: ${lang ? JSON.stringify(lang) : 'undefined'},
          status: () => status,
          on(name, listener) { listeners.add(listener); return () => listeners.delete(listener) },
          onClose() { overlay.hide() },
        })
        window.setTrackerStatus = (changes) => {
          status = { ...status, ...changes }
          for (const listener of listeners) listener()
        }
        window.overlay = overlay
        document.querySelector('#open').onclick = () => overlay.show()
      </script></body></html>`,
  )
  return `${server.url}host.html`
}

export function makeTrackerStatus(changes: Partial<TrackerStatus> = {}): TrackerStatus {
  return {
    enabled: true,
    sessionId: '0198f0aa-1111-7222-8333-444455556666',
    userId: 'user_1764000000000_ab12cd34e',
    isOnline: true,
    queueLength: 0,
    retryCount: 0,
    ...changes,
  }
}

declare global {
  interface Window {
    setTrackerStatus(changes: Partial<TrackerStatus>): void
    overlay: { isVisible: boolean; hide(): void; show(): void }
  }
}
