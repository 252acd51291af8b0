import type { SessionContext } from '@son1k/contract'
import { withoutQuery } from './text.js'

/** What is known of the browser when a session starts. */
export function describeContext(): SessionContext {
  const { referrer } = document
  return {
    referrer: referrer ? withoutQuery(new URL(referrer)) : undefined,
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: `${screen.width}x${screen.height}`,
  }
}
