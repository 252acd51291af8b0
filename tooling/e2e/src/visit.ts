import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

export type Visit = {
  page: Page
  /** The profile of this visitor alone: no other one shares its storage. */
  context: BrowserContext
  /** What the page complained of on its console, and what it threw without catching. */
  complaints: string[]
}

export type Visitor = {
  /** Of the browser, such as `es-ES`. */
  locale?: string
  viewport?: { width: number; height: number }
  /** Runs before the page's own scripts. */
  before?: (context: BrowserContext) => Promise<unknown>
}

/** A new visitor opens an address; it leaves when the test ends. */
export async function visit(browser: Browser, url: string, visitor: Visitor = {}): Promise<Visit> {
  const { before, ...options } = visitor
  const context = await browser.newContext({ locale: 'en-US', ...options })
  onTestFinished(() => context.close())
  await before?.(context)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.goto(url)
  return { page, context, complaints }
}
