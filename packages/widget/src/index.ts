import { fileURLToPath } from 'node:url'

/** The folder that a server serves at its root: `widget.js`, `index.html` (the full-page dashboard) and `assets/`. */
export const publicDirectory = fileURLToPath(new URL('./public/', import.meta.url))
export type { AnalyticsClient, AnalyticsDashboard, NewEvent, Son1k } from './globals.js'
