import { AnalyticsError } from '@son1k/contract'
import type { Registry } from '@son1k/store'

/** The number of the app of a short name. @throws AnalyticsError `NOT_FOUND` */
export async function appIdOf(registry: Pick<Registry, 'read'>, slug: string): Promise<number> {
  const found = (await registry.read()).apps.find((app) => app.slug === slug)
  if (found === undefined) throw new AnalyticsError('NOT_FOUND', `There is no app ${slug}`)
  return found.id
}
