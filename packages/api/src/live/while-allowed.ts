import type { LiveSnapshot } from '@son1k/contract'
import type { Context } from '../context.js'

/**
 * Snapshots, for as long as who watches may read: a token may be revoked, or a session end, while a stream is open.
 * @throws AnalyticsError `UNAUTHORIZED` instead of the first snapshot after that
 */
export async function* whileAllowed(
  { authorize }: Pick<Context, 'authorize'>,
  snapshots: AsyncGenerator<LiveSnapshot, void, unknown>,
): AsyncGenerator<LiveSnapshot, void, unknown> {
  for await (const snapshot of snapshots) {
    authorize('read')
    yield snapshot
  }
}
