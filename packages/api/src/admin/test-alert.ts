import type { AlertInput, AlertTest } from '@son1k/contract'
import type { Context } from '../context.js'

/** Sends a message of the type `alert.test` to an alert's webhook, once, and answers what came of it. */
export async function testAlert({ store, appId, sendAlert }: Context, input: AlertInput): Promise<AlertTest> {
  return await sendAlert(await store.alerts.beginTest(appId, input))
}
