import type { Right } from '@son1k/contract'
import type { FastifyRequest } from 'fastify'

/** What a caller must be allowed to: nothing special, or what a token of that right allows. */
export type Access = 'public' | Right

/** Whether a request may do what it asks for, and to which app. */
export type Authority = {
  /**
   * @param key the write key of a batch's body
   * @returns the app's id
   * @throws AnalyticsError `UNAUTHORIZED`, `FORBIDDEN`, or `NOT_FOUND` for an app that isn't there, saying what to do
   */
  authorize(request: FastifyRequest, right: Right, key?: string): number
  /** Who asks, in words that the audit keeps. */
  actorOf(request: FastifyRequest): string
}

/** From the least to the most. */
const STRICTNESS: Access[] = ['public', 'track', 'read', 'admin']

/** What the procedures at a path need, `track.batch` or, called together, `system.health,analytics.summary`. */
export function accessOfProcedures(path: string): Access {
  const needs = path.split(',').map(accessOfProcedure)
  return STRICTNESS.findLast((access) => needs.includes(access)) ?? 'admin'
}

/** What is not known to be open is for readers, so that a new procedure can't be left open by mistake. */
function accessOfProcedure(name: string): Access {
  if (name === 'system.health') return 'public'
  if (name.startsWith('session.') || name.startsWith('track.')) return 'track'
  return name.startsWith('admin.') || name.startsWith('privacy.') ? 'admin' : 'read'
}
