import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/**
 * Opens the dashboard over a page by its hotkey, and waits until it is there: seldom, and by a cheap question. To look for its
 * role, as often as the browser can, would take more of the page's time than the dashboard does.
 */
export async function openDashboard(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+A')
  const deadline = performance.now() + 20_000
  while (!(await page.evaluate(isOpen))) {
    if (performance.now() > deadline) throw new Error('The dashboard did not open within 20 s.')
    await wait(100)
  }
}

/** In the page. */
const isOpen = () =>
  document.querySelector('html > [data-analytics-ignore]')?.shadowRoot?.querySelector('dialog')?.open === true

/** Goes to every view of an open dashboard, and waits at each until it has what it needs. */
export async function visitViews(page: Page): Promise<void> {
  const views = page.getByRole('dialog').getByRole('tab')
  for (const view of await views.all()) {
    await view.click()
    await page.waitForLoadState('networkidle')
  }
}

/**
 * Waits until the open dashboard shows at least `count` generations.
 * @returns when, in milliseconds UTC by the browser's clock
 * @throws after 20 s
 */
export const seeGenerations = (page: Page, count: number): Promise<number> =>
  page.evaluate(
    (count) =>
      new Promise<number>((resolve, reject) => {
        const root = document.querySelector('html > [data-analytics-ignore]')?.shadowRoot
        if (!root) return reject(new Error('The dashboard is not open.'))
        const check = () => {
          const shown = Number(root.querySelector('.hero .value')?.textContent?.replace(/\D/g, '') || 0)
          if (shown < count) return
          observer.disconnect()
          clearTimeout(timeout)
          resolve(Date.now())
        }
        const observer = new MutationObserver(check)
        const fail = () => reject(new Error(`The dashboard did not show ${count} generations within 20 s.`))
        const timeout = setTimeout(fail, 20_000)
        observer.observe(root, { subtree: true, childList: true, characterData: true })
        check()
      }),
    count,
  )

/** Has the page's music app say that it made a track. @returns when, in milliseconds UTC by the browser's clock */
export const makeTrack = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const detail = { prompt: 'una canción épica de synthwave', style: 'synthwave', duration: 90, generation_time: 12.5 }
    const at = Date.now()
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
    return at
  })
