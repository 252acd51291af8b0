import type { PersonExport, PersonInput } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract'
import type { Context } from '../context.js'

/** Events of one answer: what is more comes line by line from its REST address. */
const MOST_EVENTS = 20_000

/** All that is held of a person, in one answer. */
export async function exportUser({ store, appId, actor }: Context, { userId }: PersonInput): Promise<PersonExport> {
  const whole: PersonExport = { userId, sessions: [], events: [] }
  for await (const part of store.people.exportUser({ appId, userId, actor })) {
    if ('sessions' in part) whole.sessions.push(...part.sessions)
    else whole.events.push(...part.events)
    if (whole.events.length > MOST_EVENTS)
      throw new AnalyticsError(
        'VALIDATION_FAILED',
        `userId has more than ${MOST_EVENTS} events: get /api/privacy/person instead, which answers them line by line.`,
      )
  }
  return whole
}
