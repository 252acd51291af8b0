import type { TrackerStatus } from '../../dashboard-host.js'
import type { Connection } from './connection.js'

/** Something that happened and that a person should hear of once. */
export type Notice =
  | { kind: 'offline' | 'online' | 'unreachable' | 'reachable' | 'polling' }
  | { kind: 'synchronised'; count: number }
  | { kind: 'saved' | 'unsaved' | 'copied' | 'erased' }
  | { kind: 'link'; link: string }

/** What to say after the tracker's state changed. `backlog` is how many events waited during the trouble, so far. */
export function noticeOfTracker(
  before: TrackerStatus,
  after: TrackerStatus,
  backlog: number,
): { notice?: Notice; backlog: number } {
  const isTroubled = !after.isOnline || after.retryCount > 0
  if (isTroubled) {
    const grown = Math.max(backlog, after.queueLength)
    return before.isOnline && !after.isOnline ? { notice: { kind: 'offline' }, backlog: grown } : { backlog: grown }
  }
  if (backlog > 0 && after.queueLength === 0) return { notice: { kind: 'synchronised', count: backlog }, backlog: 0 }
  if (!before.isOnline && after.isOnline) return { notice: { kind: 'online' }, backlog }
  return { backlog }
}

/** What to say after the connection changed. The first connecting, and what has a form or a panel of its own, is silent. */
export function noticeOfConnection(before: Connection, after: Connection): Notice | undefined {
  if (before === after) return undefined
  switch (after) {
    case 'unreachable':
      return { kind: 'unreachable' }
    case 'polling':
      if (before === 'unreachable' || before === 'stale') return { kind: 'reachable' }
      return { kind: 'polling' }
    case 'live':
      return before === 'unreachable' || before === 'stale' ? { kind: 'reachable' } : undefined
    case 'connecting':
    case 'stale':
    case 'refused':
      return undefined
  }
}
