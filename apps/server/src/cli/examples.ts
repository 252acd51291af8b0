/** The end of a command's help: how it may be called. */
export const examples = (...calls: string[]): string =>
  `\nExample${calls.length > 1 ? 's' : ''}:\n${calls.map((call) => `  son1k-analytics ${call}`).join('\n')}`
