const TYPES = ['keydown', 'keyup', 'keypress'] as const

/**
 * Keeps keys that are pressed in the overlay from the page, or its one-key shortcuts would fire; chords go on, for they
 * close it again. When what had the focus is gone, as a filter that was taken away, the page's body has it: not for the page.
 * @param press does what a key stands for
 * @returns the function that stops it
 */
export function keepKeys(root: HTMLElement, press: (event: KeyboardEvent) => void): () => void {
  const keep = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation()
    if (event.type === 'keydown') press(event)
  }
  const keepUnfocused = (event: KeyboardEvent) => {
    if (event.target === document.body || event.target === document.documentElement) keep(event)
  }
  for (const type of TYPES) {
    root.addEventListener(type, keep)
    // Before all that the page listens to, and its tracker.
    addEventListener(type, keepUnfocused, true)
  }
  return () => {
    for (const type of TYPES) {
      root.removeEventListener(type, keep)
      removeEventListener(type, keepUnfocused, true)
    }
  }
}
