import type { BatchResult } from '@son1k/contract'
import type { Send } from './queue-options.js'

/** The part of `fetch` that a sender needs: the browser's, Node's, or your own. */
export type SenderFetch = (
  url: string,
  init: { method: string; body: string; keepalive: boolean; signal: AbortSignal },
) => Promise<{ status: number; headers: { get(name: string): string | null }; json(): Promise<unknown> }>

export type FetchSenderOptions = {
  /** The server's address, without a slash at its end, such as `https://analytics.example.com`. */
  url: string
  /** The app's public write key. It travels in the body, because a header would cost browsers a preflight. */
  writeKey?: string | undefined
  fetch?: SenderFetch | undefined
  /** After this a request counts as failed. By default 30,000. */
  timeoutMs?: number | undefined
}

/** Sends a batch to `track.batch`. Never rejects: what fails on the way has status 0. */
export function createFetchSender({ url, writeKey, fetch: given, timeoutMs = 30_000 }: FetchSenderOptions): Send {
  return async (batch, { closing }) => {
    try {
      const address = `${url}/trpc/track.batch`
      const body = JSON.stringify({ ...batch, key: writeKey })
      if (closing && !('keepalive' in Request.prototype)) {
        // Outlives its page where `fetch` doesn't, and has no answer: a page that lives on sends the same once more.
        navigator.sendBeacon(address, body)
        return { status: 0 }
      }
      const response = await (given ?? fetch)(address, {
        method: 'POST',
        // A text, so `text/plain`: browsers send that across origins without asking first, for which a closing page has no time.
        body,
        keepalive: closing,
        // Older browsers have no `timeout`; their own, longer one applies then.
        signal: AbortSignal.timeout?.(timeoutMs),
      })
      const { status, headers } = response
      return {
        status,
        retryAfterSeconds: Number(headers.get('retry-after')) || undefined,
        body: status < 300 ? toResult(await response.json()) : undefined,
      }
    } catch {
      return { status: 0 }
    }
  }
}

/** The server's answer, if it is one: a captive portal answers 200 too, with something of its own. */
function toResult(body: unknown): BatchResult | undefined {
  const { data } = (body as { result: { data: Partial<BatchResult> } }).result
  return data.rejected && (data as BatchResult)
}
