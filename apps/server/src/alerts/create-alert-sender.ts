import type { AlertTest } from '@son1k/contract'
import type { DueMessage, Store } from '@son1k/store'
import type { Settings } from '../env.js'
import { sendMessage } from './send-message.js'
import { userAgent } from './user-agent.js'

type SenderOptions = {
  settings: Partial<Pick<Settings, 'allowsPrivateWebhooks'>>
  store: Pick<Store, 'alerts'>
  /** Milliseconds UTC. */
  now?: () => number
}

/** Sends messages as the settings say. When `signal` aborts, what is under way is left to be sent again. */
export function createAlertSender(
  { settings, store, now = Date.now }: SenderOptions,
  signal?: AbortSignal,
): (message: DueMessage) => Promise<AlertTest> {
  const { allowsPrivateWebhooks: allowsPrivate = true } = settings
  return (message) =>
    sendMessage(message, { alerts: store.alerts, allowsPrivate, userAgent, now, ...(signal && { signal }) })
}
