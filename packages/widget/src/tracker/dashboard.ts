import type { Dashboard } from '../dashboard-host.js'
import type { AnalyticsDashboard } from '../globals.js'
import type { mountOverlay, OverlayHost } from '../overlay.js'
import { log } from './log.js'

/** Filled in by the build. */
declare const DASHBOARD_FILE: string

/**
 * The dashboard over the page: its code is loaded when it is opened for the first time. Where that fails it stays
 * closed, and the next call tries again.
 */
export function createDashboard(host: Omit<OverlayHost, 'onClose'>): AnalyticsDashboard {
  let dashboard: Dashboard | undefined
  let failures = 0
  /** What was asked for last: the code may still be on its way. */
  let wanted = false

  async function show() {
    wanted = true
    try {
      // A browser may keep the failure of a module's address for ever, so a new try asks for another one.
      const overlay = await importOverlay(`${host.endpoint + DASHBOARD_FILE}?${failures}`)
      dashboard ??= overlay.mountOverlay({ ...host, onClose: hide })
      if (wanted) dashboard.show()
    } catch (error) {
      failures++
      wanted = false
      log('not loaded', error)
    }
  }

  function hide() {
    wanted = false
    dashboard?.hide()
  }

  return {
    show,
    hide,
    toggle: async () => (wanted ? hide() : show()),
    get isVisible() {
      return !!dashboard?.isVisible
    },
  }
}

/** The file was made by the same build, from a module that exports this. */
const importOverlay = (address: string): Promise<{ mountOverlay: typeof mountOverlay }> => import(address)
