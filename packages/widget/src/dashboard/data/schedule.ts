/** Runs something once after a delay. @returns the function that calls it off */
export type Schedule = (run: () => void, delayMs: number) => () => void
