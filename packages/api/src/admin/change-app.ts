import type { App, ChangeAppInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { appNamed } from './list-apps.js'

/** Changes what is given of an app, from now on. */
export async function changeApp(context: Context, input: ChangeAppInput): Promise<App> {
  await context.store.registry.changeApp(input)
  await context.refreshAccess()
  return await appNamed(context, input.app)
}
