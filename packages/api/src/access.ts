/** What a caller must be allowed to: nothing special, to send events, or to see what was stored. */
export type Access = 'public' | 'track' | 'read'

/** What the procedures at a path need, `track.batch` or, called together, `system.health,analytics.summary`. */
export function accessOfProcedures(path: string): Access {
  const needs = path.split(',').map(accessOfProcedure)
  return needs.find((access) => access === 'read') ?? needs.find((access) => access === 'track') ?? 'public'
}

/** What is not known to be open is for readers, so that a new procedure can't be left open by mistake. */
function accessOfProcedure(name: string): Access {
  if (name === 'system.health') return 'public'
  return name.startsWith('session.') || name.startsWith('track.') ? 'track' : 'read'
}
