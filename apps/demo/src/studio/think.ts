/** How long a measured generation takes, so that there is time to cancel it or to leave the page. */
const THINKING_MS = 4_000

/** Waits, or until the signal is given. */
export function think(until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, THINKING_MS)
    until.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
