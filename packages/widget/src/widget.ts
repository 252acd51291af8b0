import type { Son1k, TrackAction } from './globals.js'
import { createAnalyticsClient } from './tracker/analytics-client.js'
import { createTextStorage } from './tracker/browser-storage.js'
import { captureErrors } from './tracker/capture/errors.js'
import { captureClicks, captureEnterKey } from './tracker/capture/input.js'
import { captureMusic } from './tracker/capture/music.js'
import { capturePageViews } from './tracker/capture/page-views.js'
import { createConsent } from './tracker/consent.js'
import { createDashboard } from './tracker/dashboard.js'
import { createDelivery, QUEUE_NAME, watchPage } from './tracker/delivery.js'
import { readEndpoint } from './tracker/endpoint.js'
import { createGenerations } from './tracker/generations.js'
import { onHotkey } from './tracker/hotkey.js'
import { createIdentity } from './tracker/identity.js'
import { interaction } from './tracker/interaction.js'
import { loadFrom, withExtras } from './tracker/load.js'
import { createSession } from './tracker/session.js'
import { on, tell } from './tracker/tell.js'
import { createTracker } from './tracker/tracker.js'

/** What the tracker can watch by itself. */
type Kind = 'click' | 'keydown' | 'page_view' | 'error' | 'music'

/** Wires the tracker together. */
function start(script: HTMLScriptElement) {
  const { dataset } = script
  const { autotrack = 'true', hotkey, key, lang, more, sessionMinutes, userId } = dataset
  const watches = (kind: Kind) => autotrack.includes('true') || autotrack.includes(kind)
  const endpoint = readEndpoint(script)
  loadFrom(endpoint)
  const consent = createConsent(dataset)
  const isAllowed = () => consent.state() === 'granted'
  const shared = createTextStorage('localStorage', isAllowed)
  const tab = createTextStorage('sessionStorage', isAllowed)
  const identity = createIdentity(shared, userId)
  let allow = () => {}
  const allowed = new Promise<void>((resolve) => {
    allow = resolve
  })
  const queue = createDelivery(endpoint, key, allowed)
  const tracker = createTracker({
    identity,
    session: createSession(shared, tab, (Number(sessionMinutes) || 30) * 60_000),
    queue,
    consent,
  })
  const { track, status } = tracker
  const dashboard = createDashboard({ endpoint, lang, status, on })

  function applyConsent() {
    if (!isAllowed()) return
    allow()
    queue.start()
  }
  function setConsent(isGranted: boolean) {
    consent.say(isGranted)
    if (!isGranted) {
      queue.stop()
      withExtras((extras) => extras.forgetQueue(QUEUE_NAME))
    }
    applyConsent()
    tell('status')
  }
  const action: TrackAction = (generationId, action, value) =>
    track(() => ({ ...interaction(action, 'generation', value), generationId }))

  const stub: (Son1k & { q?: unknown }) | undefined = window.son1k
  const son1k: Son1k = {
    track(event) {
      // A copy, because it is read a moment later.
      const given = { ...event }
      return track(() => given)
    },
    generation: createGenerations(track),
    action,
    identify(id) {
      identity.identify(id)
      tell('status')
    },
    reset() {
      const ended = tracker.endSession()
      identity.identify()
      return ended
    },
    consent: setConsent,
    optIn: () => setConsent(true),
    optOut: () => setConsent(false),
    flush: queue.flush,
    status,
    on,
    dashboard: { open: dashboard.show, close: dashboard.hide, toggle: dashboard.toggle },
  }
  window.son1k = son1k
  window.analyticsClient = createAnalyticsClient(tracker, endpoint)
  window.analyticsDashboard = dashboard

  applyConsent()
  onHotkey(hotkey, dashboard.toggle)
  if (watches('error')) captureErrors(track)
  if (watches('page_view')) capturePageViews(track)
  if (watches('click')) captureClicks(track)
  if (watches('keydown')) captureEnterKey(track)
  if (watches('music')) captureMusic(track)
  // What costs a download is watched by name alone.
  if (more) withExtras((extras) => extras.captureMore(more, { track, action }))
  watchPage(queue)
  if (stub) withExtras((extras) => extras.replay(stub.q, son1k))
}

try {
  const script = document.currentScript
  // Loaded twice, the first one works on.
  if (script instanceof HTMLScriptElement && !window.analyticsClient) start(script)
} catch (error) {
  console.warn('[son1k]', error)
}
