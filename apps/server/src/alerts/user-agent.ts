import { version } from '../version.js'

/** Who a receiver of webhooks sees calling. */
export const userAgent = `son1k-analytics/${version}`
