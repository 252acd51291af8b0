export const IMPORT_FORMATS = ['legacy', 'jsonl', 'csv', 'umami', 'plausible', 'posthog'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]
