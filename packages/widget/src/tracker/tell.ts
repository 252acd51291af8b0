// The script element is known only while the script is read.
const debug = document.currentScript?.dataset.debug ?? 'false'
/** `son1k.on` has the types of what is told under each name; here it is whatever was told. */
type Listener = { listen(detail: unknown): void }['listen']

const listeners = new Set<[name: string, listener: Listener]>()

/** Tells whoever asked by `on`, and the console with `data-debug`. */
export function tell(name: string, detail?: unknown) {
  // What changes with every event is asked for, not read.
  if (debug !== 'false' && name !== 'status') console.info('[son1k]', name, detail)
  for (const [wanted, listener] of listeners) {
    try {
      if (wanted === name) listener(detail)
    } catch {
      // A mistake of the page's own listener.
    }
  }
}

/** Calls back with what is told under a name. @returns what stops it */
export function on(name: string, listener: (detail: never) => void): () => void {
  const told: [string, Listener] = [name, listener]
  listeners.add(told)
  return () => {
    listeners.delete(told)
  }
}
