import { randomInt, randomUUID } from 'node:crypto'
import type { BatchResult, Event } from '@son1k/contract'

const DAY_MS = 86_400_000
const WRITERS = 12

/** One of some. */
function pick<const T>(choices: readonly [T, ...T[]]): T {
  return choices[randomInt(choices.length)] ?? choices[0]
}

/**
 * What many clients send at once, all that they know of it, and whether the server has said that it has it. They send
 * again what was not acknowledged, and sometimes what was.
 */
export class Traffic {
  readonly sent = new Map<string, Event>()
  readonly acknowledged = new Set<string>()
  /** Answers that no client should get. */
  readonly complaints: string[] = []
  /** Events of which no one knows whether the server has them. */
  readonly unsure = new Set<string>()
  readonly #sessions: string[] = []
  readonly #startedTracks: string[] = []

  /**
   * Sends from many clients until the server is gone.
   * @param onAcknowledged called with how many events this drive got acknowledged so far
   */
  async drive(url: string, onAcknowledged: (count: number) => void): Promise<void> {
    const before = this.acknowledged.size
    const write = async () => {
      while (await this.#send(url)) onAcknowledged(this.acknowledged.size - before)
    }
    await Promise.all(Array.from({ length: WRITERS }, write))
  }

  /** Sends events once more. Answers how many were not there yet, and how many were. */
  async sendAgain(url: string, ids: Iterable<string>): Promise<{ accepted: number; duplicates: number }> {
    const sums = { accepted: 0, duplicates: 0 }
    const all = this.#events([...ids])
    for (let first = 0; first < all.length; first += 500) {
      const events = all.slice(first, first + 500)
      const response = await post(url, '/trpc/track.batch', { sentAt: new Date().toISOString(), events })
      const { accepted, duplicates } = batchResultIn(await response.text())
      sums.accepted += accepted
      sums.duplicates += duplicates
    }
    return sums
  }

  /** False where the server did not answer. */
  #send(url: string): Promise<boolean> {
    const now = Date.now()
    const sentAt = new Date(now).toISOString()
    const session = this.#sessions[randomInt(this.#sessions.length + 1)]
    switch (pick(['one', 'one', 'rest batch', 'trpc batch', 'end'])) {
      case 'one': {
        const event = this.#note(pick([newGeneration, newInteraction])({ now, sessionId: session }))
        const path = event.type === 'generation' ? '/api/track/generation' : '/api/track/interaction'
        return this.#deliver(url, path, inRest(event), [event])
      }
      case 'rest batch': {
        const events = this.#batch(now)
        return this.#deliver(url, '/api/track/batch', { sent_at: sentAt, events: events.map(inRest) }, events)
      }
      case 'trpc batch': {
        const events = this.#batch(now)
        return this.#deliver(url, '/trpc/track.batch', { sentAt, events }, events)
      }
      case 'end':
        return this.#deliver(url, '/api/session/end', { session_id: session ?? randomUUID() }, [])
    }
  }

  /** New events, some of old and new sessions and tracks, with some that were sent before; one of them twice. */
  #batch(now: number): Event[] {
    const sessionId = randomUUID()
    this.#sessions.push(sessionId)
    const fresh = Array.from({ length: randomInt(1, 60) }, () => {
      const given = { now, sessionId: pick([sessionId, sessionId, this.#sessions[randomInt(this.#sessions.length)]]) }
      const track = randomInt(2) === 0 ? this.#startedTracks.pop() : undefined
      const event = pick([newGeneration, newInteraction, newStart, newSessionStart, newSessionEnd])(given)
      if (event.type === 'generation.start') this.#startedTracks.push(event.generationId)
      return this.#note(event.type === 'generation' && track ? { ...event, generationId: track } : event)
    })
    const known = [...this.acknowledged].slice(-500)
    const again = known.flatMap((id) => (randomInt(100) === 0 ? this.#events([id]) : []))
    return [...fresh, ...this.#unsureEvents(20), ...again, ...fresh.slice(0, 1)]
  }

  #note(event: Event): Event {
    this.sent.set(event.id, event)
    return event
  }

  #events = (ids: string[]) => ids.flatMap((id) => this.sent.get(id) ?? [])
  #unsureEvents = (most: number) => this.#events([...this.unsure].slice(0, most))

  async #deliver(url: string, path: string, body: object, events: Event[]): Promise<boolean> {
    const answer = await post(url, path, body)
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => undefined)
    if (answer?.status === 200) {
      for (const { id } of events) {
        this.acknowledged.add(id)
        this.unsure.delete(id)
      }
      if (answer.text.includes('"code"')) this.complaints.push(answer.text)
      return true
    }
    for (const { id } of events) if (!this.acknowledged.has(id)) this.unsure.add(id)
    if (answer !== undefined && answer.status !== 503) this.complaints.push(`${answer.status} ${answer.text}`)
    return false
  }
}

const post = (url: string, path: string, body: object) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** `track.batch` answers nothing else. */
const batchResultIn = (text: string) => (JSON.parse(text) as { result: { data: BatchResult } }).result.data

type Given = { now: number; sessionId: string | undefined }

const base = ({ now, sessionId }: Given) => ({
  id: randomUUID(),
  // Over some days and hours, most of them now.
  occurredAt: new Date(now - pick([0, 0, randomInt(DAY_MS), randomInt(6 * DAY_MS)])).toISOString(),
  userId: `user_${randomInt(40)}`,
  ...(sessionId !== undefined && { sessionId }),
})
const newGeneration = (given: Given): Event => ({
  ...base(given),
  type: 'generation',
  outcome: pick(['succeeded', 'succeeded', 'failed']),
  style: pick(['techno', 'lofi', 'ambient']),
  prompt: `prompt ${randomInt(200)}`,
  instruments: [pick(['piano', 'drums']), 'bass'],
  generationSeconds: randomInt(60_000) / 1_000,
  durationSeconds: randomInt(30, 300),
  aiEnhanced: randomInt(2) === 0,
})
const newInteraction = (given: Given): Event => ({
  ...base(given),
  type: 'interaction',
  action: pick(['click', 'page_view', 'save']),
  element: 'BUTTON#generate',
})
const newStart = (given: Given): Event => ({ ...base(given), type: 'generation.start', generationId: randomUUID() })
const newSessionStart = (given: Given): Event => ({
  ...base(given),
  sessionId: given.sessionId ?? randomUUID(),
  type: 'session.start',
  context: { language: pick(['es', 'en']) },
})
const newSessionEnd = (given: Given): Event => ({
  ...base(given),
  sessionId: given.sessionId ?? randomUUID(),
  type: 'session.end',
})

const REST_NAMES: Record<string, string> = {
  id: 'event_id',
  occurredAt: 'occurred_at',
  userId: 'user_id',
  sessionId: 'session_id',
  generationId: 'generation_id',
  generationSeconds: 'generation_time',
  durationSeconds: 'duration',
  aiEnhanced: 'ai_enhanced',
}

/** An event in the names of REST. */
function inRest(event: Event): Record<string, unknown> {
  const { type, ...fields } = event
  const { outcome, ...others }: Record<string, unknown> = fields
  const renamed = Object.entries(others).map(([name, value]) => [REST_NAMES[name] ?? name, value])
  return {
    ...Object.fromEntries(renamed),
    type: type.replace('.', '_'),
    ...(outcome !== undefined && { success: outcome === 'succeeded' }),
  }
}
