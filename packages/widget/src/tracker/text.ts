/** At most `length` UTF-16 units. A character that was cut in half, which the server would refuse, becomes U+FFFD. */
export const cut = (text: string, length: number): string => text.slice(0, length).replace(/\p{Surrogate}/gu, '\ufffd')

export const jsonBytes = (value: unknown): number => new Blob([JSON.stringify(value)]).size

/** Queries and hashes carry what is nobody's business: searches, tokens. */
export const withoutQuery = ({ origin, pathname }: URL): string => origin + pathname
