import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { readAlerts, lastEventAt as readLastEventAt, readRules } from '../alerts/read-alerts.js'
import { openReader } from '../db/client.js'
import { createConnection } from '../db/connection.js'
import { type SchemaState, schemaState } from '../db/migrate.js'
import { eventPage as readEventPage } from '../export/event-page.js'
import { readAudit, readErasures } from '../privacy/audit-log.js'
import { findLabelsInUse } from '../privacy/erase-texts.js'
import { readPersonEvents, readPersonNumber, readPersonSessions } from '../privacy/export-person.js'
import {
  findEvents as findEventsOfPerson,
  findSessions as findSessionsOfPerson,
  findEndedStarts as findStartsThatEnded,
  findSessionsLeft as findWhatIsLeft,
} from '../privacy/find-person.js'
import { findStalePages } from '../privacy/scrub-pages.js'
import { activeSessions as countActiveSessions } from '../queries/active-sessions.js'
import { DayParts } from '../queries/day-parts.js'
import { createInsights } from '../queries/insights.js'
import { liveSnapshot as takeLiveSnapshot } from '../queries/live-snapshot.js'
import type { Question } from '../queries/question.js'
import { status as readStatus } from '../queries/status.js'
import { Steps } from '../queries/steps.js'
import { createSummary } from '../queries/summary.js'
import { readRegistry } from '../registry/read-registry.js'
import { countEvents, countSessions } from '../retention/count-prunable.js'
import { promptDays as findPromptDays, findPrompted as findPromptedEvents } from '../retention/fold-prompts.js'
import { promptReachOf as findPromptReach } from '../retention/prompt-reach.js'
import {
  portionsOf as cutPortions,
  lastEntryOf as findLastEntry,
  referencesOf as findReferences,
  entriesOf as listEntries,
} from '../retention/references.js'
import { sizeOf as sizeOfDatabase } from '../retention/size-of.js'
import { reachOf as findReach } from '../retention/watermarks.js'
import { readSynonyms } from '../spelling/synonyms.js'
import { type CancelFlag, isCancelled } from './cancel-flag.js'
import { type Reply, reply } from './reply.js'
import { threadSettings } from './settings.js'
import { stepBack } from './step-back.js'

stepBack()

const connection = createConnection(() => openReader(threadSettings()))

export const ready = (): Promise<Reply<void>> => reply(async () => undefined)

/** A question on its way to its thread. */
type Asking<Asked> = { asked: Asked; limitMs: number; flag: CancelFlag }

const answering =
  <Asked, Answer>(question: Question<Asked, Answer>) =>
  ({ asked, limitMs, flag }: Asking<Asked>) =>
    reply(() => {
      const steps = new Steps({ limitMs, isCancelled: () => isCancelled(flag) })
      steps.check()
      return connection.use((client) => question(drizzle(client), asked, steps))
    })

/** What pruning has to know before it takes anything away: a step each, which takes a moment. */
const telling =
  <Asked, Answer>(question: (client: Client, asked: Asked) => Promise<Answer>) =>
  ({ asked }: Asking<Asked>) =>
    reply(() => connection.use((client) => question(client, asked)))

export const reachOf = telling(findReach)
export const sizeOf = telling(sizeOfDatabase)
export const countPrunableEvents = telling(countEvents)
export const countPrunableSessions = telling(countSessions)
export const portionsOf = telling(cutPortions)
export const referencesOf = telling(findReferences)
export const entriesOf = telling(listEntries)
export const lastEntryOf = telling(findLastEntry)
export const promptReachOf = telling(findPromptReach)
export const findPrompted = telling(findPromptedEvents)
export const promptDays = telling(findPromptDays)

export const audit = telling(readAudit)
export const erasures = telling((client: Client, _asked: undefined) => readErasures(client))
export const findEvents = telling(findEventsOfPerson)
export const findSessions = telling(findSessionsOfPerson)
export const findEndedStarts = telling(findStartsThatEnded)
export const findSessionsLeft = telling(findWhatIsLeft)
export const stalePages = telling(findStalePages)
export const labelsInUse = telling(findLabelsInUse)
export const personNumber = telling(readPersonNumber)
export const personEvents = telling(readPersonEvents)
export const personSessions = telling(readPersonSessions)

export const registry = telling(readRegistry)
export const synonyms = telling(readSynonyms)
export const alertRules = telling((client: Client, _asked: undefined) => readRules(client))
export const alerts = telling(readAlerts)
export const lastEventAt = telling(readLastEventAt)

/** One memory for all questions, so that its bound is one. */
const dayParts = new DayParts()

export const summary = answering(createSummary(dayParts))
export const insight = answering(createInsights(dayParts))
export const activeSessions = answering(countActiveSessions)
export const liveSnapshot = answering(takeLiveSnapshot)
export const status = answering(readStatus)
export const eventPage = answering(readEventPage)

/** How the schema of the database stands to this program's. */
export const schema = (_asking: Asking<undefined>): Promise<Reply<SchemaState>> =>
  reply(() => connection.use((client) => schemaState(client)))
