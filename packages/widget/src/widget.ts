import { createAnalyticsClient } from './tracker/analytics-client.js'
import { createTextStorage } from './tracker/browser-storage.js'
import { captureClicks } from './tracker/capture/clicks.js'
import { captureEnterKey } from './tracker/capture/enter-key.js'
import { captureErrors } from './tracker/capture/errors.js'
import { captureMusic } from './tracker/capture/music.js'
import { capturePageViews } from './tracker/capture/page-views.js'
import { readConfig } from './tracker/config.js'
import { createDashboard } from './tracker/dashboard.js'
import { createDelivery, deliverOnTime } from './tracker/delivery.js'
import { onHotkey } from './tracker/hotkey.js'
import { createIdentity } from './tracker/identity.js'
import { createListen, type Log } from './tracker/listen.js'
import { createSession } from './tracker/session.js'
import { createTracker } from './tracker/tracker.js'

/** Wires the tracker together. */
function start(script: HTMLScriptElement) {
  const { endpoint, debug, writeKey, userId, lang, hotkey, watches } = readConfig(script)
  const log: Log = (...what) => {
    if (debug) console.info('[son1k]', ...what)
  }
  const listen = createListen(log)

  // The dashboard is the only one that asks.
  let listener: (() => void) | undefined
  const onChange = () => listener?.()
  const onStatusChange = (next: () => void) => {
    listener = next
    return () => {
      listener = undefined
    }
  }

  const shared = createTextStorage(() => localStorage)
  const identity = createIdentity(shared, userId)
  const session = createSession(
    shared,
    createTextStorage(() => sessionStorage),
  )
  const queue = createDelivery({ url: endpoint, writeKey }, log, onChange)
  const tracker = createTracker({ identity, session, queue, log, onChange })
  const { track, status } = tracker
  const dashboard = createDashboard({ endpoint, lang, status, onStatusChange }, log)

  window.analyticsClient = createAnalyticsClient(tracker, endpoint, log)
  window.analyticsDashboard = dashboard
  window.son1k = {
    track: (event) => track(event),
    identify(id) {
      identity.identify(id)
      onChange()
    },
    flush: () => queue.flush(),
    status,
    dashboard: { open: dashboard.show, close: dashboard.hide, toggle: dashboard.toggle },
  }

  deliverOnTime(queue, listen, onChange)
  onHotkey(hotkey, listen, dashboard.toggle)
  if (watches('error')) captureErrors(track, listen)
  if (watches('page_view')) capturePageViews(track, listen)
  if (watches('click')) captureClicks(track, listen)
  if (watches('keydown')) captureEnterKey(track, listen)
  if (watches('music')) captureMusic(track, listen)
}

try {
  const script = document.currentScript
  // Loaded twice, the first one works on.
  if (script instanceof HTMLScriptElement && !window.analyticsClient) start(script)
} catch (error) {
  console.warn('[son1k]', error)
}
