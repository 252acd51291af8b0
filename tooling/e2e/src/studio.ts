import type { Page } from 'playwright-core'
import { eventually } from './eventually.js'

type Wishes = { prompt: string; style?: string; mood?: string; aiEnhanced?: boolean }

/** The demo's page, by what a person does on it. */
export function studioOn(page: Page) {
  const entries = page.locator('[data-track-id]')
  const button = page.locator('#generarMusica')
  return {
    /** Generates and waits until the new entry, a track or a failure, is listed. */
    async generate({ prompt, style, mood, aiEnhanced = true }: Wishes) {
      const before = await entries.count()
      await page.fill('#prompt', prompt)
      if (style) await page.selectOption('#style', style)
      if (mood) await page.selectOption('#mood', mood)
      await page.setChecked('#aiEnhanced', aiEnhanced)
      await button.click()
      await eventually(() => entries.count()).toBe(before + 1)
      await eventually(() => button.getAttribute('aria-disabled')).toBe('false')
    },
    /** The latest entry. */
    latest: () => entries.first(),
    count: () => entries.count(),
    setFailing: (isFailing: boolean) => page.setChecked('#failGenerations', isFailing),
    setMeasuring: (isMeasuring: boolean) => page.setChecked('#measureGenerations', isMeasuring),
    setAgreed: (isAgreed: boolean) => page.setChecked('#agree', isAgreed),
    /** What the page shows of the events that it has sent, the newest first. */
    sent: () => page.locator('.sent-events code:first-child').allTextContents(),
    setNetworkCut: (isCut: boolean) => page.setChecked('#cutNetwork', isCut),
    isNetworkCut: () => page.isChecked('#cutNetwork'),
    notice: () => page.getByRole('status').first().textContent(),
  }
}

/** Tries to deliver at once: by itself the page waits up to a minute between tries while the server is away. */
export async function deliverNow(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { son1k: { flush(): Promise<void> } }).son1k.flush())
}

/** How many events wait in the page's queue. */
export async function queueLength(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { analyticsClient } = window as unknown as { analyticsClient: { getStatus(): { queueLength: number } } }
    return analyticsClient.getStatus().queueLength
  })
}
