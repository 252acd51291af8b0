// The script element is known only while the script is read.
const debug = document.currentScript?.getAttribute('data-debug') ?? 'false'
/** `son1k.on` has the types of what is told under each name; here it is whatever was told. */
type Hear = { hear(name: string, detail: unknown): void }['hear']

const listeners = new Set<Hear>()

/** Tells whoever asked by `on`, and the console with `data-debug`. */
export function tell(name: string, detail?: unknown) {
  // What changes with every event is asked for, not read.
  if (debug !== 'false' && name !== 'status') console.info('[son1k]', name, detail)
  for (const hear of listeners) {
    try {
      hear(name, detail)
    } catch {
      // A mistake of the page's own listener.
    }
  }
}

/** Calls back with what is told under a name. @returns what stops it */
export function on(name: string, listener: (detail: never) => void): () => void {
  const hear = (told: string, detail: never) => {
    if (told === name) listener(detail)
  }
  listeners.add(hear)
  return () => {
    listeners.delete(hear)
  }
}
