import type { NameSynonym, SetNamesInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { appIdOf } from './app-id-of.js'

/** Puts others in the place of an app's synonyms: every answer from now on, also about the past, goes by them. */
export async function setNames(context: Context, { app, synonyms }: SetNamesInput): Promise<NameSynonym[]> {
  const appId = await appIdOf(context.store.registry, app)
  await context.store.setNameSynonyms(appId, synonyms)
  return await context.store.nameSynonyms(appId)
}
