/**
 * A UUID version 7: ordered by time, which keeps the database's index small. `crypto.randomUUID` makes version 4 and is
 * missing on plain http, where self-hosted servers often live. Layout: RFC 9562, 5.7.
 */
export function uuidV7(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, '0'))
  return (time + random.join('')).replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-7$3-8$4-')
}
