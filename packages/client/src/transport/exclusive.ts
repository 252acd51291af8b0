/** Runs something while no other tab does, and answers what it answers. */
export type Exclusive = <T>(run: () => Promise<T>) => Promise<T>
