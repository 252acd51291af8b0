import { requireChromium } from '@son1k/setup/chromium'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const START_LIMIT_MS = 60_000

/** One browser for the tests of a file. @returns the function that answers it once they run */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] })
  }, START_LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
  })
  return () => {
    if (!browser) throw new Error('The browser is there once the tests run.')
    return browser
  }
}
