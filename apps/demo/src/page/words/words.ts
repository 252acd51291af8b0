import type { MoodId } from '../../music/mood.js'
import type { Mode } from '../../music/scale.js'
import type { StyleId } from '../../music/style.js'
import type { FailureReason } from '../../studio/studio.js'

/** Every text of the page, in one language. */
export type Words = {
  title: string
  tagline: string
  dashboard: string
  language: string
  skip: string
  compose: {
    heading: string
    prompt: string
    promptPlaceholder: string
    ideas: string
    ideaList: readonly string[]
    style: string
    mood: string
    ai: string
    aiHint: string
    generate: string
    generating: string
    cancel: string
    shared: string
  }
  styles: Record<StyleId, string>
  moods: Record<MoodId, string>
  /** Twelve, from C. */
  tonics: readonly string[]
  modes: Record<Mode, string>
  lab: {
    heading: string
    fail: string
    failHint: string
    measure: string
    measureHint: string
    cut: string
    cutHint: string
    agree: string
    agreeHint: string
  }
  tracks: {
    heading: string
    empty: string
    untitled: string
    ai: string
    madeIn: (seconds: string) => string
    score: (details: { instruments: number; bars: number }) => string
    play: string
    stop: string
    save: string
    saved: string
    like: string
    liked: string
    regenerate: string
    download: string
    share: string
    discard: string
    retry: string
    dismiss: string
    /** A button's name for those who hear it alone. */
    of: (details: { action: string; title: string }) => string
  }
  failures: Record<FailureReason, string>
  notices: {
    generated: (title: string) => string
    saved: (title: string) => string
    liked: (title: string) => string
    cancelled: (title: string) => string
    discarded: (title: string) => string
    shared: string
    linkInAddress: string
    downloaded: string
    failed: (reason: string) => string
    offline: string
    online: string
    soundFailed: string
  }
  analytics: {
    heading: string
    hint: string
    hintTouch: string
    open: string
    missing: string
    announced: string
    nothingYet: string
    shape: { flat: string; nested: string }
  }
  sent: {
    heading: string
    explained: string
    nothingYet: string
    denied: string
    state: (counts: { waiting: number; lost: number }) => string
  }
}
