import type { SessionEndInput } from '@son1k/contract'
import type { Context } from '../context.js'

/** Ends a session; `ended` is false when it is unknown or had ended already, which is no error. */
export async function endSession(context: Context, { sessionId }: SessionEndInput): Promise<{ ended: boolean }> {
  const { store, appId, receivedAt, userAgent } = context
  const delivery = { appId, receivedAt, ...(userAgent !== undefined && { userAgent }) }
  return { ended: await store.endSession(sessionId, delivery) }
}
