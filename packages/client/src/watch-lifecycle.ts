/** The part of Node's `process` and of a browser's window that tells of an end. */
type Emitter = {
  process?: { on?(event: 'beforeExit', run: () => void): void; off?(event: 'beforeExit', run: () => void): void }
  document?: { visibilityState: string }
  addEventListener?(type: string, run: () => void): void
  removeEventListener?(type: string, run: () => void): void
}

export type Lifecycle = {
  /** Node has nothing left to do. Told again after each round of work. */
  onIdle: () => void
  /** The page is hidden or goes away, perhaps for ever. */
  onHide: () => void
  onOnline: () => void
}

/** Listens to the process or the page. @returns what stops listening */
export function watchLifecycle({ onIdle, onHide, onOnline }: Lifecycle, scope: Emitter = globalThis): () => void {
  const onVisibility = () => {
    if (scope.document?.visibilityState === 'hidden') onHide()
  }
  scope.process?.on?.('beforeExit', onIdle)
  scope.addEventListener?.('pagehide', onHide)
  scope.addEventListener?.('visibilitychange', onVisibility)
  scope.addEventListener?.('online', onOnline)
  return () => {
    scope.process?.off?.('beforeExit', onIdle)
    scope.removeEventListener?.('pagehide', onHide)
    scope.removeEventListener?.('visibilitychange', onVisibility)
    scope.removeEventListener?.('online', onOnline)
  }
}
