/**
 * A UUID version 7: ordered by time, which keeps the database's index small. `crypto.randomUUID` makes version 4 and is
 * missing on plain http, where self-hosted servers often live. Layout: RFC 9562, 5.7. Its 18 random digits are decimal
 * ones, which are hexadecimal as well: enough for the events of one millisecond.
 */
export const uuidV7 = (): string =>
  `0${Date.now().toString(16)}${crypto.getRandomValues(new Uint32Array(4)).join('')}`.replace(
    /(.{8})(.{4})(.{3})(.{3})(.{12}).*/,
    '$1-$2-7$3-8$4-$5',
  )
