const MAX_LENGTH = 200

/** What someone sent, short enough to be told back to him. */
export const shorten = (text: string): string =>
  text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH).toWellFormed()}…`
