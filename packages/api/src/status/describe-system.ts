import type { SystemStatus } from '@son1k/contract'
import type { Context } from '../context.js'

/** How the process and the database are doing. */
export async function describeSystem(context: Context): Promise<SystemStatus> {
  const { store, appId, signal, live, drops, processFigures } = context
  const { kind, bytes, events, availability } = await store.status(appId, { signal })
  return {
    ...processFigures(),
    availability,
    database: { kind, bytes, events },
    queue: store.queueDepth(),
    liveSubscribers: live.watching(),
    drops: drops.byReason(),
  }
}
