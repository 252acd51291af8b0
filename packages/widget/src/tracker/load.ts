import type * as Extras from '../extras.js'
import type * as Overlay from '../overlay.js'
import { tell } from './tell.js'

/** Filled in by the build: the path under the server, from the slash on. */
declare const DASHBOARD_FILE: string
declare const EXTRAS_FILE: string

let base = ''
let failures = 0

/** @param endpoint of the server that has the files, without a slash at its end */
export function loadFrom(endpoint: string) {
  base = endpoint
}

/** Nothing where it can't be loaded; the next call tries again. */
async function load<T>(file: string): Promise<T | undefined> {
  try {
    // A browser may keep the failure of a module's address for ever, so a new try asks for another one.
    return await import(`${base + file}?${failures}`)
  } catch (error) {
    failures++
    tell('error', error)
    return undefined
  }
}

export const loadDashboard = () => load<typeof Overlay>(DASHBOARD_FILE)

/**
 * Runs something with what most visits never need.
 * @returns what `run` does; where it can't be loaded, what `otherwise` does
 */
export async function withExtras<T>(run: (extras: typeof Extras) => T): Promise<Awaited<T> | undefined>
export async function withExtras<T, Otherwise>(
  run: (extras: typeof Extras) => T,
  otherwise: () => Otherwise,
): Promise<Awaited<T | Otherwise>>
export async function withExtras(run: (extras: typeof Extras) => unknown, otherwise?: () => unknown): Promise<unknown> {
  const extras = await load<typeof Extras>(EXTRAS_FILE)
  return extras ? run(extras) : otherwise?.()
}
