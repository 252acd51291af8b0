import type { Filter, Range } from '@son1k/contract'

/** What every question of the chosen period is asked with. */
export type Asked = { range: Range; filters: Filter[]; compare: boolean }
