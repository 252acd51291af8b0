import { requireChromium } from '@son1k/setup/chromium'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

/** One browser for a file of tests. @returns the function that answers it once the tests run */
export function useChromium(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: requireChromium(),
      // A page that a test fulfils itself comes from no address, so the browser would ask before it reaches this machine.
      args: ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'],
    })
  })
  afterAll(async () => {
    await browser?.close()
  })
  return () => {
    if (!browser) throw new Error('The browser is there once the tests run.')
    return browser
  }
}
