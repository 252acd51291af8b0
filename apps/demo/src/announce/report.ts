/** What a person does with a track, in the words that the analytics know. */
export type TrackAction = 'play' | 'play_complete' | 'save' | 'like' | 'discard' | 'regenerate' | 'download' | 'share'

/** What a generation is asked for, as `generation.start` takes it. */
export type GenerationParams = {
  generationId: string
  prompt: string
  style: string
  mood: string
  aiEnhanced: boolean
  /** The track that this one is another try of. */
  parentId?: string
}
type GenerationFacts = { durationSeconds: number; tempoBpm: number; scale: string; instruments: string[] }
/** A generation that the analytics measure. */
export type MeasuredGeneration = {
  succeed(facts: GenerationFacts): void
  fail(error: unknown): void
  cancel(): void
}

/** The part of the widget's globals that this page uses; all absent while the widget is blocked or not yet loaded. */
export type WidgetGlobals = {
  son1k?: {
    action?: (generationId: string, action: TrackAction) => unknown
    generation?: { start(params: GenerationParams): MeasuredGeneration }
    consent?: (isGranted: boolean) => void
    status?: () => { consent: string; queueLength: number; drops: Record<string, number> }
    on?: (name: 'track' | 'status', listener: (detail: unknown) => void) => unknown
  }
  analyticsClient?: { trackInteraction?: (action: string, element: string, value?: string) => unknown }
  analyticsDashboard?: { show(): unknown }
}

declare global {
  interface Window extends WidgetGlobals {}
}

/** Reports an action on a track through whatever global is there. Never throws: the music matters more than its numbers. */
export function reportTo(globals: WidgetGlobals): (action: TrackAction, trackId: string) => void {
  return (action, trackId) => {
    try {
      if (globals.son1k?.action) globals.son1k.action(trackId, action)
      else globals.analyticsClient?.trackInteraction?.(action, `BUTTON.${action}`, trackId)
    } catch {
      // A broken widget must not stop the page.
    }
  }
}
