import { createServer } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { type AnalyticsStandIn, startAnalytics } from './analytics-stand-in.js'
import { listen } from './listen.js'

export type HostPage = {
  /** Attributes of the script tag, such as `data-autotrack="false"`. */
  attributes?: string
  /** Before the script tag. */
  head?: string
  body?: string
  headers?: (origins: { analytics: string }) => Record<string, string>
}

export type HostSite = {
  origin: string
  analytics: AnalyticsStandIn
  /** A browser's profile of its own. */
  context: BrowserContext
  /** A new tab; the widget has run when it answers. */
  open(path?: string): Promise<Page>
}

/** What a page puts before everything, to call `son1k` before it has loaded: as the README has it. */
export const STUB = `window.son1k||=(q=>{let f=p=>new Proxy(()=>{},{get:(_,k)=>k=='q'?q:k=='then'?void 0:f([...p,k]),apply:(_,t,a)=>f([q.push([p,a])-1])});return f([])})([])`

/** A page of some site with the script tag in it, and the server that it reports to on another origin. */
export async function startHostSite(browser: Browser, hostPage: HostPage = {}): Promise<HostSite> {
  const analytics = await startAnalytics()
  const html = toHtml(hostPage, analytics.origin)
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/favicon.ico' ? 204 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...hostPage.headers?.({ analytics: analytics.origin }),
    })
    response.end(html)
  })
  const { origin, stop } = await listen(server)
  const context = await browser.newContext()
  onTestFinished(async () => {
    await context.close()
    await stop()
  })
  return {
    origin,
    analytics,
    context,
    async open(path = '/') {
      const page = await context.newPage()
      await page.goto(origin + path)
      return page
    },
  }
}

export const toHtml = ({ attributes = '', head = '', body = '' }: HostPage, analytics: string) => `<!doctype html>
<html lang="en">
  <head><title>Some music app</title>${head}<script src="${analytics}/widget.js" defer ${attributes}></script></head>
  <body>${body}</body>
</html>`
