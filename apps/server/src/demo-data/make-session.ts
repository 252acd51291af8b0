import type { Event, EventBase, InteractionEvent } from '@son1k/contract'
import type { Chance } from './chance.js'
import { makeGeneration } from './make-generation.js'
import type { Person } from './people.js'
import { BUTTONS, PAGES } from './words.js'

const SECOND_MS = 1_000

/**
 * One visit, from its first page to its end, in the order of time.
 * @param startedAt milliseconds UTC
 */
export function makeSession(chance: Chance, person: Person, startedAt: number): Event[] {
  const events: Event[] = []
  const sessionId = chance.uuid(startedAt)
  let at = startedAt
  let page = '/'
  const wait = (seconds: number) => {
    at += Math.round(seconds * SECOND_MS)
  }
  const base = (): EventBase & { sessionId: string } => ({
    id: chance.uuid(at),
    occurredAt: new Date(at).toISOString(),
    userId: person.userId,
    sessionId,
    seq: events.length,
    page,
  })
  const act = (what: Pick<InteractionEvent, 'action' | 'element' | 'value' | 'generationId'>) =>
    events.push({ ...base(), type: 'interaction', ...what })
  const open = (path: string) => {
    page = path
    act({ action: 'page_view', element: 'page', value: path })
  }
  const makeTrack = () => {
    act({ action: 'click', element: chance.pickZipf(BUTTONS) })
    const track = makeGeneration(chance, person)
    wait(track.generationSeconds ?? 0)
    const generation = base()
    events.push({ ...generation, type: 'generation', ...track })
    if (track.outcome !== undefined) return
    const follow = (action: string, element: string, afterSeconds: number) => {
      wait(afterSeconds)
      act({ action, element, generationId: generation.id })
    }
    if (!chance.happens(0.85)) return follow('discard', 'BUTTON#discard.btn', 5)
    follow('play', 'BUTTON#play.btn', 2)
    if (!chance.happens(0.6)) return
    follow('play_30s', 'AUDIO#player', 30)
    if (chance.happens(0.55)) follow('play_complete', 'AUDIO#player', Math.max(0, (track.durationSeconds ?? 30) - 30))
    if (chance.happens(0.45)) follow(chance.pickZipf(['save', 'download', 'like', 'share']), 'BUTTON#keep.btn', 3)
  }

  const context = { language: person.language === 'es' ? 'es-ES' : 'en-US' }
  events.push({ ...base(), type: 'session.start', context })
  open('/')
  wait(chance.between(2, 40))
  open('/studio')
  const tracks = Math.min(12, Math.ceil(chance.logNormal(3, 0.6)))
  for (let made = 0; made < tracks; made++) {
    wait(chance.logNormal(25, 0.8))
    makeTrack()
    if (chance.happens(0.15)) open(chance.pick(PAGES))
  }
  wait(chance.between(1, 60))
  // Some just close the lid; their session ends by doing nothing.
  if (chance.happens(0.7)) events.push({ ...base(), type: 'session.end' })
  return events
}
