/** At most `length` UTF-16 units. What a database can't keep, half a character or U+0000, becomes U+FFFD. */
export const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\0', '\ufffd')
