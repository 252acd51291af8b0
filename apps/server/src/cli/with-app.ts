import { appIdOf } from '@son1k/api'
import type { Store } from '@son1k/store'
import { withStore } from './with-store.js'

/** Does something about the app of a short name, of the database in the settings, which no server must have open. */
export const withApp = <Result>(
  slug: string,
  task: (store: Store, appId: number) => Promise<Result>,
): Promise<Result> => withStore(async (store) => task(store, await appIdOf(store.registry, slug)))
