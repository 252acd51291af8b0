/** The looks that can be chosen: light on near-black, dark on white, or the strongest contrast. */
export const THEMES = ['dark', 'light', 'contrast'] as const
export type Theme = (typeof THEMES)[number]
