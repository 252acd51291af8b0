import type { Locator, Page } from 'playwright-core'

export type DashboardNumbers = {
  generations: string | undefined
  failed: string | undefined
  successRate: string | undefined
  aiShare: string | undefined
  sessions: string | undefined
  users: string | undefined
  styles: string[]
  prompts: string[]
}

/** What the dashboard shows, as overlay or as full page. What it does not show, or not yet, is undefined. */
export async function readDashboard(page: Page): Promise<DashboardNumbers> {
  const value = (metric: string) => textOf(page.locator(`${metric} .value`))
  return {
    generations: await value('.panel.generations .hero'),
    successRate: await value('.panel.generations .gauge'),
    failed: await value('.panel.generations .failed'),
    aiShare: await value('.panel.generations .ai-share'),
    sessions: await value('.panel.sessions .sessions-total'),
    users: await value('.panel.sessions .unique-users'),
    styles: await barsOf(page.locator('.panel.styles .bars li')),
    prompts: await barsOf(page.locator('.panel.prompts .bars li')),
  }
}

/** The dialog over a page. */
export function overlayOn(page: Page): Locator {
  return page.getByRole('dialog')
}

async function textOf(locator: Locator): Promise<string | undefined> {
  const [text] = await locator.allTextContents()
  return text?.replace(/\s+/g, ' ').trim()
}

async function barsOf(rows: Locator): Promise<string[]> {
  return (await rows.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim())
}
