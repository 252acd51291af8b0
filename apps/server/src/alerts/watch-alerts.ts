import type { AlertTest } from '@son1k/contract'
import type { AlertBook, DueMessage } from '@son1k/store'
import { Cron } from 'croner'

export type AlertWatch = {
  alerts: Pick<AlertBook, 'evaluate' | 'claimDue'>
  send: (message: DueMessage) => Promise<AlertTest>
  /** The next run tries again. */
  onFailure: (error: unknown) => void
  /** When, as a cron pattern; by default every minute. */
  pattern?: string
}

const EVERY_MINUTE = '* * * * *'

/**
 * Evaluates all alerts and sends what is due, once a minute; never twice at once.
 * @returns ends that
 */
export function watchAlerts(watch: AlertWatch): () => void {
  let isStopped = false
  const onFailure = (error: unknown) => {
    if (!isStopped) watch.onFailure(error)
  }
  const job = new Cron(watch.pattern ?? EVERY_MINUTE, { unref: true, protect: true }, () =>
    evaluateAndSend({ ...watch, onFailure }),
  )
  return () => {
    isStopped = true
    job.stop()
  }
}

/** One round. A failed evaluation holds up no message, nor does one message another. */
export async function evaluateAndSend({ alerts, send, onFailure }: Omit<AlertWatch, 'pattern'>): Promise<void> {
  await alerts.evaluate().catch(onFailure)
  try {
    const due = await alerts.claimDue()
    await Promise.all(due.map((message) => send(message).catch(onFailure)))
  } catch (error) {
    onFailure(error)
  }
}
