/** Runs something after a delay and answers what cancels it. */
export type Schedule = (run: () => void, delayMs: number) => () => void

export type Timer = {
  /** Replaces what was set before. */
  start(run: () => void, delayMs: number): void
  cancel(): void
  isSet(): boolean
}

export function createTimer(schedule: Schedule = runLater): Timer {
  let cancelScheduled: (() => void) | undefined
  const cancel = () => {
    cancelScheduled?.()
    cancelScheduled = undefined
  }
  return {
    start(run, delayMs) {
      cancel()
      cancelScheduled = schedule(() => {
        cancelScheduled = undefined
        run()
      }, delayMs)
    },
    cancel,
    isSet: () => cancelScheduled !== undefined,
  }
}

function runLater(run: () => void, delayMs: number): () => void {
  const handle: { unref?(): void } & ReturnType<typeof setTimeout> = setTimeout(run, delayMs)
  // In Node a waiting retry must not keep the process alive. In browsers the handle is a number.
  handle.unref?.()
  return () => clearTimeout(handle)
}
