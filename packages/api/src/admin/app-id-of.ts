import { AnalyticsError } from '@son1k/contract'
import type { Registry } from '@son1k/store'

/** The number of the app of a short name. @throws AnalyticsError `NOT_FOUND`, saying which there are */
export async function appIdOf(registry: Pick<Registry, 'read'>, slug: string): Promise<number> {
  const { apps } = await registry.read()
  const app = apps.find((each) => each.slug === slug)
  if (app !== undefined) return app.id
  const names = apps.map((each) => each.slug).join(', ')
  throw new AnalyticsError('NOT_FOUND', `There is no app ${slug}; there are: ${names}`)
}
