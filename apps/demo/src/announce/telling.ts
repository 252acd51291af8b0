import { signal } from '@preact/signals'
import type { WidgetGlobals } from './report.js'

/** One event as it went into the widget's queue. */
export type Told = { id: string; what: string; generationId: string | undefined }

const MOST = 6

/** What the widget says of itself; `isThere` is false while it is blocked or not yet loaded. */
export function watchWidget(globals: WidgetGlobals) {
  const telling = {
    isThere: signal(false),
    /** The newest first. */
    told: signal<readonly Told[]>([]),
    consent: signal<string>('unknown'),
    waiting: signal(0),
    lost: signal(0),
    /** Says for the person whether this browser may be measured. */
    agree: (isGranted: boolean) => globals.son1k?.consent?.(isGranted),
    /** To be called once the widget has run. */
    start,
  }
  const readStatus = () => {
    // Before the widget has run, `son1k` only notes what it is asked.
    const status = globals.analyticsDashboard && globals.son1k?.status?.()
    if (!status) return
    telling.isThere.value = true
    telling.consent.value = status.consent
    telling.waiting.value = status.queueLength
    telling.lost.value = Object.values(status.drops).reduce((sum, count) => sum + count, 0)
  }
  function start() {
    try {
      readStatus()
      if (!telling.isThere.value) return
      globals.son1k?.on?.('status', readStatus)
      globals.son1k?.on?.('track', (event) => {
        telling.told.value = [toTold(event), ...telling.told.value].slice(0, MOST)
      })
    } catch {
      // A broken widget has nothing to show.
    }
  }
  return telling
}
export type Telling = ReturnType<typeof watchWidget>

function toTold(event: unknown): Told {
  const field = (name: string) => {
    const value: unknown = Object(event)[name]
    return typeof value === 'string' ? value : undefined
  }
  const detail = field('action') ?? field('outcome')
  return {
    id: field('id') ?? '',
    what: [field('type'), detail].filter(Boolean).join(' · '),
    generationId: field('generationId'),
  }
}
