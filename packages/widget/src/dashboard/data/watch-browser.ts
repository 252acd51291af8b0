import type { DashboardHost, TrackerStatus } from '../../dashboard-host.js'
import { noticeOfTracker } from './notices.js'
import type { DashboardState } from './state.js'

/**
 * Follows the browser's connection and, where there is one, the page's tracker; says what is worth saying.
 * @returns the function that stops it
 */
export function watchBrowser(host: DashboardHost, state: DashboardState): () => void {
  let before: TrackerStatus | undefined
  let backlog = 0

  const readTracker = () => {
    const after = host.status?.()
    state.tracker.value = after
    if (before && after) {
      const said = noticeOfTracker(before, after, backlog)
      backlog = said.backlog
      if (said.notice) state.say(said.notice)
    }
    before = after
  }
  const readNetwork = () => {
    const wasOnline = state.isOnline.peek()
    const isOnline = navigator.onLine
    state.isOnline.value = isOnline
    if (isOnline === wasOnline) return
    if (!host.status) state.say({ kind: isOnline ? 'online' : 'offline' })
    if (isOnline) state.hurry()
  }

  readTracker()
  state.isOnline.value = navigator.onLine
  const stopTracker = host.onStatusChange?.(readTracker)
  addEventListener('online', readNetwork)
  addEventListener('offline', readNetwork)
  return () => {
    stopTracker?.()
    removeEventListener('online', readNetwork)
    removeEventListener('offline', readNetwork)
  }
}
