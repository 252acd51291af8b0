import type { App } from '@son1k/contract'
import type { Context } from '../context.js'

/** All apps, in the order that they were made. */
export async function listApps({ store }: Context): Promise<App[]> {
  const { apps } = await store.registry.read()
  return apps.map(({ id: _, ...app }) => app)
}

/** One of them, which is there. */
export async function appNamed(context: Context, slug: string): Promise<App> {
  const app = (await listApps(context)).find((app) => app.slug === slug)
  if (app === undefined) throw new Error(`The app ${slug} was just written, and is not there`)
  return app
}
