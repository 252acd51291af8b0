import type { Dashboard } from '../dashboard-host.js'
import type { AnalyticsDashboard } from '../globals.js'
import type { OverlayHost } from '../overlay.js'
import { loadDashboard } from './load.js'

/**
 * The dashboard over the page: its code is loaded when it is opened for the first time. Where that fails it stays
 * closed, and the next call tries again.
 */
export function createDashboard(host: Omit<OverlayHost, 'onClose'>): AnalyticsDashboard {
  let dashboard: Dashboard | undefined
  /** What was asked for last: the code may still be on its way. */
  let wanted: boolean | undefined

  async function show() {
    wanted = true
    const overlay = await loadDashboard()
    wanted &&= !!overlay
    if (!wanted) return
    dashboard ??= overlay?.mountOverlay({ ...host, onClose: hide })
    await dashboard?.show()
  }

  function hide() {
    wanted = false
    dashboard?.hide()
  }

  return {
    show,
    hide,
    toggle: async () => (wanted ? hide : show)(),
    get isVisible() {
      return !!dashboard?.isVisible
    },
  }
}
