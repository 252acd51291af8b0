import type { Registry } from '@son1k/store'
import { withStore } from './with-store.js'

/** Changes apps and tokens of the database in the settings, which no server must have open. */
export const withRegistry = <Result>(change: (registry: Registry) => Promise<Result>): Promise<Result> =>
  withStore((store) => change(store.registry))
