import { procedures } from '@son1k/api'
import type { FastifyRequest } from 'fastify'

const PROCEDURE_PATHS = new Set(
  Object.entries(procedures).flatMap(([entity, verbs]) => Object.keys(verbs).map((verb) => `/trpc/${entity}.${verb}`)),
)

/**
 * The route of a request, as a label: one of a few dozen, whatever is asked for. Calls made together are one route of
 * their own.
 */
export function routeOf({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): string {
  const route = routeOptions.url
  if (route === undefined) return 'none'
  if (!route.startsWith('/trpc/')) return route
  const path = url.split('?', 1)[0] ?? ''
  if (PROCEDURE_PATHS.has(path)) return path
  return path.includes(',') ? '/trpc (several)' : '/trpc (unknown)'
}
