let listener: (() => void) | undefined

/** `status()` answers something new. */
export const tellChange = () => listener?.()

/** Calls back after each change; the last caller alone, for only the dashboard asks. @returns what stops it */
export function onStatusChange(next: () => void): () => void {
  listener = next
  return () => {
    listener = undefined
  }
}
