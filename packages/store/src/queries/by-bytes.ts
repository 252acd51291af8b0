/** The order of two texts by their code points, as the database has it; by UTF-16 units it would be another one. */
export const byBytes = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)))
