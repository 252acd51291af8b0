/** What the tracker says of itself, to the dashboard and to `analyticsClient.getStatus()`. */
export type TrackerStatus = {
  enabled: boolean
  /** Null before the first event and after the session's end. */
  sessionId: string | null
  userId: string
  isOnline: boolean
  /** Events that are not yet acknowledged by the server. */
  queueLength: number
  /** Failed deliveries since the last good one. */
  retryCount: number
}

/** What the dashboard is given by the page it lives in: by the tracker (`overlay`), or by the full page (`page`). */
export type DashboardHost = {
  /** The server's address with a slash at its end, such as `http://localhost:8002/`. */
  endpoint: string
  mode: 'overlay' | 'page'
  /** An empty element that is in the document already; the dashboard makes its own shadow root on it. */
  root: HTMLElement
  /** A language tag that the page asks for. Without it the dashboard goes by the page's language, then the browser's. */
  lang?: string | undefined
  /** Absent where there is no tracker (the full page). */
  status?: () => TrackerStatus
  /** Calls back, the last caller alone, after a change of `status()`. @returns the function that stops it */
  onStatusChange?: (listener: () => void) => () => void
  /** To be called when the person asks to close: the host then calls `hide()`. */
  onClose: () => void
}

/** What `mountDashboard` answers. It starts hidden. */
export type Dashboard = {
  /**
   * Shows the dashboard and, as an overlay, moves the focus into it. Showing twice is showing once.
   * @returns when it is seen, or was hidden before that
   */
  show(): Promise<void>
  /** Hides it, gives the focus back, and stops every request and timer of its own, until the next `show()`. */
  hide(): void
  readonly isVisible: boolean
}
