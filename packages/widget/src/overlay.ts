import { mountDashboard } from './dashboard/mount.js'
import type { Dashboard, DashboardHost } from './dashboard-host.js'
import { IGNORE } from './tracker/describe-element.js'

/** What the tracker knows of a dashboard over its page. */
export type OverlayHost = Omit<DashboardHost, 'mode' | 'root'>

/** The entry of the file that the tracker loads when the dashboard is opened for the first time. */
export function mountOverlay(host: OverlayHost): Dashboard {
  const root = document.createElement('div')
  // What is done in here is no use of the page.
  root.setAttribute(IGNORE, '')
  // Beside <body>, which frameworks may replace.
  document.documentElement.append(root)
  return mountDashboard({ ...host, root, mode: 'overlay' })
}
