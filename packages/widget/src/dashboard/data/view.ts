/** The rooms of the dashboard, in the order of their keys 1 to 5. */
export const VIEWS = ['live', 'music', 'waiting', 'people', 'system'] as const
export type View = (typeof VIEWS)[number]
