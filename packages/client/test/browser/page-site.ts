import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Batch } from '@son1k/contract'
import { build } from 'esbuild'
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { listen } from '../listen.js'
import type { Page, StorageKind } from './page.js'

declare global {
  interface Window {
    client: Page
  }
}

/** `page.ts` as browsers run it, and a server that takes batches. */
export type Site = { url: string; batches: Batch[]; deliveredIds(): string[]; down: boolean }

export async function startSite(): Promise<Site> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    write: false,
  })
  const script = outputFiles[0]?.text ?? ''
  const site: Site = {
    url: '',
    batches: [],
    deliveredIds: () => site.batches.flatMap(({ events }) => events.map(({ id }) => id)),
    down: false,
  }
  site.url = await listen(async (request, response) => {
    if (request.url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script)
    if (request.method !== 'POST')
      return response.setHeader('content-type', 'text/html').end('<script src="/page.js"></script>')
    // What a tab that was closed cut off was not delivered.
    const body = await text(request).catch(() => undefined)
    if (body === undefined) return
    if (site.down) return response.writeHead(503).end()
    const batch: Batch = JSON.parse(body)
    site.batches.push(batch)
    response.end(JSON.stringify({ result: { data: { accepted: batch.events.length, duplicates: 0, rejected: [] } } }))
  })
  return site
}

/** A fresh profile; its tabs share their storage. */
export async function newProfile(browser: Browser): Promise<BrowserContext> {
  const profile = await browser.newContext()
  onTestFinished(() => profile.close())
  return profile
}

export async function openTab(profile: BrowserContext, { url }: Site): Promise<Tab> {
  const tab = await profile.newPage()
  await tab.goto(url)
  return tab
}

/** Opens the storage `t` of a kind in a tab and adds to it. @returns the last key */
export function addInTab(tab: Tab, kind: StorageKind, events: string[]): Promise<number> {
  return tab.evaluate(
    async ([kind, events]) => {
      const storage = await window.client.openStorage(kind, 't')
      return storage.add(events.map((json) => ({ json, bytes: json.length })))
    },
    [kind, events] as const,
  )
}
