import { requireChromium } from '@son1k/setup/chromium'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

/** One browser for a file of tests. @returns what answers it once the tests run */
export function useChromium(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())
  return () => {
    if (!browser) throw new Error('The browser is there once the tests run.')
    return browser
  }
}
