import type { SessionContext } from '@son1k/contract'

declare global {
  interface Window {
    Temporal?: { Now: { timeZoneId(): string } }
  }
}

/** What is known of the browser when a session starts. */
export function describeContext(): SessionContext {
  return {
    // Queries and hashes carry what is nobody's business: searches, tokens.
    referrer: document.referrer.replace(/[?#].*/, ''),
    language: navigator.language,
    // `Intl` is made ready when it is first used: a slow phone takes a twelfth of a second for that.
    timeZone: window.Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: `${screen.width}x${screen.height}`,
  }
}
