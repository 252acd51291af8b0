import { mountDashboard } from './dashboard/mount.js'
import type { Dashboard, DashboardHost } from './dashboard-host.js'
import { IGNORE } from './tracker/describe-element.js'
import type { on } from './tracker/tell.js'

/** What the tracker knows of a dashboard over its page. */
export type OverlayHost = Pick<DashboardHost, 'lang' | 'status' | 'onClose'> & {
  /** The server's address, without a slash at its end. */
  endpoint: string
  on: typeof on
}

/** The entry of the file that the tracker loads when the dashboard is opened for the first time. */
export function mountOverlay({ endpoint, on, ...host }: OverlayHost): Dashboard {
  const root = document.createElement('div')
  // What is done in here is no use of the page.
  root.setAttribute(IGNORE, '')
  // Beside <body>, which frameworks may replace.
  document.documentElement.append(root)
  const onStatusChange = (listener: () => void) => on('status', listener)
  return mountDashboard({ ...host, endpoint: `${endpoint}/`, onStatusChange, root, mode: 'overlay' })
}
