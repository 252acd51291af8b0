/** What a person does with a track, in the words that the analytics know. */
export type TrackAction = 'play' | 'play_complete' | 'save' | 'discard' | 'regenerate' | 'download' | 'share'

/** The part of the widget's globals that this page uses; all absent while the widget is blocked or not yet loaded. */
export type WidgetGlobals = {
  son1k?: { track?: (event: Interaction) => unknown }
  analyticsClient?: { trackInteraction?: (action: string, element: string, value?: string) => unknown }
  analyticsDashboard?: { show(): unknown }
}
type Interaction = { type: 'interaction'; action: TrackAction; element: string; generationId: string }

declare global {
  interface Window extends WidgetGlobals {}
}

/** Reports an action on a track through whatever global is there. Never throws: the music matters more than its numbers. */
export function reportTo(globals: WidgetGlobals): (action: TrackAction, trackId: string) => void {
  return (action, trackId) => {
    const element = `BUTTON.${action}`
    try {
      if (globals.son1k?.track) globals.son1k.track({ type: 'interaction', action, element, generationId: trackId })
      else globals.analyticsClient?.trackInteraction?.(action, element, trackId)
    } catch {
      // A broken widget must not stop the page.
    }
  }
}
