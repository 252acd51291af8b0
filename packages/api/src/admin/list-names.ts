import type { NameSynonym, NamesInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { appIdOf } from './app-id-of.js'

/** The names that an app means the same by, beyond those that are known. */
export const listNames = async (context: Context, { app }: NamesInput): Promise<NameSynonym[]> =>
  context.store.nameSynonyms(await appIdOf(context.store.registry, app), { signal: context.signal })
