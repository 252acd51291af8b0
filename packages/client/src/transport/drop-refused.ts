import type { Rescue, SendResult } from './deliver.js'
import type { Entry } from './entry.js'

/** Drops what the server rejects; when it can't read the events, sends halves of them, until only the bad one is dropped. */
export const dropRefused: Rescue = async (events, { send, settle, drop }, result) => {
  let refusedInARow = 0
  return judge(events, result)

  async function judge(part: Entry[], result: SendResult): Promise<SendResult | undefined> {
    if (result.body) {
      refusedInARow = 0
      await settle(part)
      for (const { index, code, message } of result.body.rejected) drop(code, [part[index] ?? {}], message)
      return
    }
    if (![400, 413, 422].includes(result.status)) return result
    if (part.length > 1) {
      const middle = part.length >> 1
      return (await attempt(part.slice(0, middle))) ?? attempt(part.slice(middle))
    }
    await settle(part)
    drop('REFUSED', part)
    // One after another: the fault is rather in what stands between us and the server, so lose no more for now.
    return ++refusedInARow > 1 ? result : undefined
  }

  async function attempt(part: Entry[]): Promise<SendResult | undefined> {
    return judge(part, await send(part))
  }
}
