import { createAnalyticsClient } from './tracker/analytics-client.js'
import { createTextStorage } from './tracker/browser-storage.js'
import { captureClicks } from './tracker/capture/clicks.js'
import { captureEnterKey } from './tracker/capture/enter-key.js'
import { captureErrors } from './tracker/capture/errors.js'
import { captureMusic } from './tracker/capture/music.js'
import { capturePageViews } from './tracker/capture/page-views.js'
import { readConfig } from './tracker/config.js'
import { createDashboard } from './tracker/dashboard.js'
import { createDelivery } from './tracker/delivery.js'
import { onHotkey } from './tracker/hotkey.js'
import { createIdentity } from './tracker/identity.js'
import { createSession } from './tracker/session.js'
import { onStatusChange, tellChange } from './tracker/status-change.js'
import { createTracker } from './tracker/tracker.js'

/** Wires the tracker together. */
function start(script: HTMLScriptElement) {
  const { endpoint, writeKey, userId, lang, hotkey, watches } = readConfig(script)
  const shared = createTextStorage('localStorage')
  const identity = createIdentity(shared, userId)
  const session = createSession(shared, createTextStorage('sessionStorage'))
  const queue = createDelivery(endpoint, writeKey)
  const tracker = createTracker(identity, session, queue)
  const { track, status } = tracker
  const dashboard = createDashboard({ endpoint, lang, status, onStatusChange })

  window.analyticsClient = createAnalyticsClient(tracker, endpoint)
  window.analyticsDashboard = dashboard
  window.son1k = {
    track: (event) => track(() => event),
    identify(id) {
      identity.identify(id)
      tellChange()
    },
    flush: () => queue.flush(),
    status,
    dashboard: { open: dashboard.show, close: dashboard.hide, toggle: dashboard.toggle },
  }

  onHotkey(hotkey, dashboard.toggle)
  if (watches('error')) captureErrors(track)
  if (watches('page_view')) capturePageViews(track)
  if (watches('click')) captureClicks(track)
  if (watches('keydown')) captureEnterKey(track)
  if (watches('music')) captureMusic(track)
}

try {
  const script = document.currentScript
  // Loaded twice, the first one works on.
  if (script instanceof HTMLScriptElement && !window.analyticsClient) start(script)
} catch (error) {
  console.warn('[son1k]', error)
}
