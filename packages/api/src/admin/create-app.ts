import type { App, CreateAppInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { appNamed } from './list-apps.js'

/** Makes an app: its events need a write key, which is still to be made. */
export async function createApp(context: Context, input: CreateAppInput): Promise<App> {
  await context.store.registry.createApp(input)
  await context.refreshAccess()
  return await appNamed(context, input.slug)
}
