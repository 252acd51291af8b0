/** The write key that a batch carries in its body, where a closing page can send no header. */
export function keyIn(body: unknown): string | undefined {
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : undefined
  return typeof key === 'string' ? key : undefined
}
