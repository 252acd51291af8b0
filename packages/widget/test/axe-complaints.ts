import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe complains of, its experimental rules aside. */
export async function axeComplaints(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
