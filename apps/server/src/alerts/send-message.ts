import { type AlertTest, LIMITS } from '@son1k/contract'
import type { AlertBook, DueMessage } from '@son1k/store'
import { postWebhook } from './post-webhook.js'
import { PrivateAddressError } from './private-address.js'
import { signMessage } from './sign-message.js'

export type Sending = {
  alerts: Pick<AlertBook, 'noteAttempt'>
  allowsPrivate: boolean
  userAgent: string
  /** Milliseconds UTC. */
  now: () => number
  /** Ends what is being sent; then nothing is noted, so that it is sent again. */
  signal?: AbortSignal
}

const MINUTE_MS = 60_000
const LONGEST_MINUTES = 60

/** Sends a message to its webhook once, and notes what came of it and when to try again. */
export async function sendMessage(due: DueMessage, sending: Sending): Promise<AlertTest> {
  const { alerts, now, signal } = sending
  const at = now()
  const startedAt = performance.now()
  const outcome = await outcomeOf(due, sending)
  signal?.throwIfAborted()
  const durationMs = Math.round(performance.now() - startedAt)
  const isOver = outcome.problem === null || due.message.type === 'alert.test'
  const dueAt = isOver ? null : nextAt(at, due.attempts + 1)
  await alerts.noteAttempt({ noticeId: due.noticeId, at, durationMs, ...outcome, dueAt })
  return { delivered: outcome.problem === null, durationMs, ...outcome }
}

/** After one minute, two, four … at most an hour, of which a tenth is chance; null after the last attempt. */
export function nextAt(now: number, attempts: number, chance = Math.random()): number | null {
  if (attempts >= LIMITS.webhookAttempts) return null
  const minutes = Math.min(2 ** (attempts - 1), LONGEST_MINUTES)
  return Math.round(now + minutes * MINUTE_MS * (0.95 + chance / 10))
}

type Outcome = Pick<AlertTest, 'status' | 'problem'>

async function outcomeOf({ url, secret, message }: DueMessage, sending: Sending): Promise<Outcome> {
  const { allowsPrivate, userAgent, now, signal } = sending
  const body = JSON.stringify(message)
  const timeout = AbortSignal.timeout(LIMITS.webhookMs)
  try {
    const status = await postWebhook({
      url,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgent,
        ...signMessage(body, { id: message.data.id, secret, now: now() }),
      },
      allowsPrivate,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    return { status, problem: problemOf(status) }
  } catch (error) {
    if (timeout.aborted) return { status: null, problem: `did not answer within ${LIMITS.webhookMs / 1_000} seconds` }
    if (error instanceof PrivateAddressError)
      return { status: null, problem: 'leads to a private address, which WEBHOOK_PRIVATE_ADDRESSES refuses' }
    // Its code alone: readers see this, and need not know the network.
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    return { status: null, problem: `could not be reached${code}` }
  }
}

function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`
}
