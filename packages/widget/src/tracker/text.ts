/** At most `length` UTF-16 units. A character that was cut in half, which the server would refuse, becomes U+FFFD. */
export const cut = (text: string, length: number): string => text.slice(0, length).replace(/\p{Surrogate}/gu, '\ufffd')
