/** Runs something after a delay and answers what cancels it. */
export type Schedule = (run: () => void, delayMs: number) => () => void

/** By the runtime's own timers. In Node a waiting retry does not keep the process alive. */
export const schedule: Schedule = (run, delayMs) => {
  // In browsers the handle is a number.
  const handle: { unref?(): void } & ReturnType<typeof setTimeout> = setTimeout(run, delayMs)
  handle.unref?.()
  return () => clearTimeout(handle)
}
