/** A field of whatever the page gave; undefined of what can have none. */
export function field(source: unknown, name: string): unknown {
  return typeof source === 'object' && source ? (source as Record<string, unknown>)[name] : undefined
}
