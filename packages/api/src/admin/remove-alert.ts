import type { AlertInput } from '@son1k/contract'
import type { Context } from '../context.js'

/** Forgets an alert; what it told stays. */
export async function removeAlert({ store, appId }: Context, input: AlertInput): Promise<{ removed: true }> {
  await store.alerts.remove(appId, input)
  return { removed: true }
}
