/** One who reads a stream of values and cares for the newest only: what he is too slow for is replaced, not kept. */
export type Watcher<T> = {
  offer(value: T): void
  /** Ends the stream: quietly, or by throwing `reason`. */
  end(reason?: Error): void
  values(): AsyncGenerator<T, void, unknown>
}

/** @param onEnd called once, whichever side ends the stream and also when it was never read */
export function createWatcher<T>(onEnd: () => void): Watcher<T> {
  let newest: { value: T } | undefined
  let ended: { reason: Error | undefined } | undefined
  let wake = () => {}

  const end = (reason?: Error) => {
    if (ended !== undefined) return
    ended = { reason }
    onEnd()
    wake()
  }
  return {
    offer(value) {
      newest = { value }
      wake()
    },
    end,
    async *values() {
      try {
        while (ended === undefined) {
          if (newest === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          } else {
            const { value } = newest
            newest = undefined
            yield value
          }
        }
        if (ended.reason !== undefined) throw ended.reason
      } finally {
        end()
      }
    },
  }
}
