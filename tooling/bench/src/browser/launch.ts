import { requireChromium } from '@son1k/setup/chromium'
import { type Browser, chromium } from 'playwright-core'

/** The installed Chromium, without a window. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] })
