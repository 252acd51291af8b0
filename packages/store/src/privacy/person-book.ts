import type { ErasureReport, PersonSession } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract/errors'
import { TYPE_CODES } from '../db/codes.js'
import { createPace } from '../retention/pace.js'
import { sweepDictionaries } from '../retention/sweep-dictionaries.js'
import type { StoredEvent } from '../store.js'
import type { Reader } from '../threads/reader.js'
import type { Writer } from '../threads/roles.js'
import type { AuditEntry, Erasure, PersonAsked } from './audit-log.js'
import { BEGINNING, type Seen } from './find-person.js'
import { wipePages } from './wipe-pages.js'

/** A part of what is held of a person. */
export type PersonPart = { sessions: PersonSession[] } | { events: StoredEvent[] }
/** Whose data is asked for, and by whom, in words that the audit keeps. */
type PersonRequest = { appId: number; userId: string; actor: string }

/** What a person may ask of whoever keeps data about them. */
export type PersonBook = {
  /**
   * All that is held of a person, some of it at a time: their sessions, then their events by type.
   * @throws AnalyticsError `NOT_FOUND`
   */
  exportUser(person: PersonRequest): AsyncGenerator<PersonPart, void, undefined>
  /**
   * Takes a person out of everything that tells of them, in small steps, while others' events are stored. Sums above the
   * watermark become what they would be without; below it nothing tells whose they were. Whoever comes with that id from
   * then on is a new person. A crash in the middle is taken up again at the next start.
   * @throws AnalyticsError `NOT_FOUND`; `STORE_UNAVAILABLE` where the server stops meanwhile
   */
  eraseUser(person: PersonRequest): Promise<ErasureReport>
  /** The newest 1,000 exports and erasures of an app, the newest first. */
  audit(appId: number): Promise<AuditEntry[]>
  /** Ends the erasures that a stop or a crash has left. */
  resume(): Promise<void>
}

type Options = {
  /** A remote database sees to its own file. */
  isFile: boolean
  now: () => number
  labelsPerDay: number
  isStopping: () => boolean
  isBusy: () => boolean
  /** Resolves when all that waits now was committed. */
  flush: () => Promise<void>
  inTurn: <T>(task: () => Promise<T>) => Promise<T>
}
type Threads = { reader: Reader; writer: Writer }

const TYPES = Object.values(TYPE_CODES)
const PAGE = 1_000
const SESSIONS_A_STEP = 20

export function createPersonBook({ reader, writer }: Threads, options: Options): PersonBook {
  const { isFile, now, labelsPerDay, isStopping, isBusy, flush, inTurn } = options
  const goOn = () => {
    if (isStopping())
      throw new AnalyticsError(
        'STORE_UNAVAILABLE',
        'The server is stopping: the erasure goes on when it starts again.',
        {
          retryAfterSeconds: 5,
        },
      )
  }
  const eventsOf = (appId: number, userNumber: number) => ({
    async *[Symbol.asyncIterator]() {
      for (const type of TYPES) yield* slices((from) => reader.ask('findEvents', { appId, userNumber, type, from }))
    },
  })

  async function erase({ auditId, appId, userNumber }: Erasure): Promise<void> {
    const pace = createPace(isBusy)
    for await (const found of eventsOf(appId, userNumber)) {
      const ids = [...found]
      while (ids.length > 0) {
        goOn()
        await pace.step((rows) => writer.run('eraseEvents', { auditId, appId, ids: ids.splice(0, rows) }))
      }
    }
    for await (const dayIds of slices((from) => reader.ask('findEndedStarts', { appId, auditId, from }))) {
      goOn()
      if (dayIds.length > 0) await writer.run('noteDays', { auditId, dayIds })
    }
    for (let after = 0; ; ) {
      goOn()
      const sessions = await reader.ask('findSessionsLeft', { auditId, after, limit: SESSIONS_A_STEP })
      const last = sessions.at(-1)
      if (last === undefined) break
      await pace.step(() => writer.run('mendSessions', { auditId, sessions }))
      after = last.id
    }
    for (const portion of await reader.ask('portionsOf', { table: 'event', after: 0 })) {
      goOn()
      const labelIds = await reader.ask('labelsInUse', { auditId, portion })
      if (labelIds.length > 0) await writer.run('keepLabels', { auditId, labelIds })
    }
    for (let after: number | null = 0; after !== null; ) {
      goOn()
      const from: number = after
      after = await pace.step(() => writer.run('foldLabels', { auditId, appId, after: from }))
    }
    for (const step of await writer.run('stepsOfErasure', { auditId, appId })) {
      goOn()
      await createPace(isBusy).step(() => writer.run('rebuildBucket', { ...step, labelsPerDay }))
    }
    await sweepDictionaries({ reader, writer }, { goOn, isBusy, onProgress: () => undefined })
    await writer.run('endErasure', { auditId, now: now() })
    await wipePages({ reader, writer }, { isFile, goOn, isBusy })
  }

  async function resume(): Promise<void> {
    for (const erasure of await reader.ask('erasures', undefined)) await erase(erasure)
  }

  return {
    async *exportUser({ appId, userId, actor }) {
      const userNumber = await reader.ask('personNumber', { appId, userId })
      let [events, sessions] = [0, 0]
      for await (const ids of slices((from) => reader.ask('findSessions', { appId, userNumber, from }))) {
        for (const page of pages(ids)) yield { sessions: await reader.ask('personSessions', page) }
        sessions += ids.length
      }
      for await (const ids of eventsOf(appId, userNumber)) {
        for (const page of pages(ids)) yield { events: await reader.ask('personEvents', page) }
        events += ids.length
      }
      await writer.run('noteExport', { appId, userId, actor, now: now(), events, sessions })
    },
    async eraseUser({ appId, userId, actor }) {
      // What came before is erased with the rest.
      await flush()
      return await inTurn(async () => {
        await resume()
        const person: PersonAsked = { appId, userId, actor, now: now() }
        const auditId = await writer.run('beginErasure', person)
        await resume()
        const entry = (await reader.ask('audit', appId)).find(({ id }) => id === auditId)
        return { events: entry?.events ?? 0, sessions: entry?.sessions ?? 0 }
      })
    },
    audit: (appId) => reader.ask('audit', appId),
    resume: () => inTurn(resume),
  }
}

/** Passes over all slices, and answers the numbers that each of them has. */
async function* slices(look: (from: number) => Promise<Seen>): AsyncGenerator<number[], void, undefined> {
  for (let from: number | null = BEGINNING; from !== null; ) {
    const seen: Seen = await look(from)
    yield seen.ids
    from = seen.next
  }
}

function* pages(ids: number[]): Generator<number[]> {
  for (let done = 0; done < ids.length; done += PAGE) yield ids.slice(done, done + PAGE)
}
