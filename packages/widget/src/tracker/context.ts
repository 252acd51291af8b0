import type { SessionContext } from '@son1k/contract'

/** What is known of the browser when a session starts. */
export function describeContext(): SessionContext {
  return {
    // Queries and hashes carry what is nobody's business: searches, tokens.
    referrer: document.referrer.replace(/[?#].*/, ''),
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: `${screen.width}x${screen.height}`,
  }
}
