import type { Son1kStatus } from '../globals.js'
import { createTextStorage } from './browser-storage.js'

const KEY = 'son1k_consent'

export type Consent = {
  state(): Son1kStatus['consent']
  /** Keeps what the person has said. */
  say(isGranted: boolean): void
}

/**
 * What the person agrees to: what was said in this browser counts, then the browser's signal where the page respects it,
 * then whether the page has to ask.
 */
export function createConsent({ consent, respectPrivacy }: DOMStringMap): Consent {
  const storage = createTextStorage('localStorage')
  const { doNotTrack, globalPrivacyControl }: Navigator & { globalPrivacyControl?: boolean } = navigator
  return {
    state() {
      const said = storage.get(KEY)
      if (said) return asState(said)
      if (respectPrivacy != null && (globalPrivacyControl || doNotTrack === '1')) return 'denied'
      return consent ? 'unknown' : 'granted'
    },
    say: (isGranted) => storage.set(KEY, isGranted ? 'granted' : 'denied'),
  }
}

/** Nothing else is stored under this key. */
const asState = (said: string) => said as Son1kStatus['consent']
