import type { SystemStatus } from '@son1k/contract'
import type { Context } from '../context.js'

/** How the process and the database are doing. */
export async function describeSystem({ store, appId, live, drops, processFigures }: Context): Promise<SystemStatus> {
  const { kind, bytes, events, availability } = await store.status(appId)
  return {
    ...processFigures(),
    availability,
    database: { kind, bytes, events },
    queue: store.queueDepth(),
    liveSubscribers: live.watching(),
    drops: drops.byReason(),
  }
}
