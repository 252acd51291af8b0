/** What the page gave, to be asked for fields: whatever it is, one that is not there is undefined. */
export type Given = { [name: string]: Given } | null | undefined

/** Any value but null and undefined can be asked for a field, and these two by `?.`. */
export const asGiven = (value: unknown): Given => value as Given
