import { randomBytes, randomUUID } from 'node:crypto'
import { ALERT_DEFAULTS } from '@son1k/contract/alerts'
import { TYPE_CODES } from '../db/codes.js'
import type { Reader } from '../threads/reader.js'
import type { Writer } from '../threads/roles.js'
import type { AlertBook } from './alert-book.js'
import { type Measuring, measureRule } from './measure-rule.js'
import { nextStanding } from './next-standing.js'
import { readAlertBook } from './read-alert-book.js'
import type { RuleRecord } from './rule-row.js'
import type { Evaluation } from './write-notices.js'

type Around = Pick<Measuring, 'questions' | 'storedAt'> & { now: () => number }

/** What is good below this share of the threshold, unless it is said. */
const CLEAR_SHARE = 0.8
/** Evaluations further apart are not in a row: there was no server in between. */
const IN_A_ROW_MS = 3 * 60_000
const LEASE_MS = 2 * 60_000
const MOST_AT_ONCE = 20
const SECRET_BYTES = 32

/** The alerts of an opened database. */
export function createAlertBook({ reader, writer }: { reader: Reader; writer: Writer }, around: Around): AlertBook {
  const { now } = around
  const runsSince = now()
  const types = Object.values(TYPE_CODES)
  const happenedAt = (appId: number, at: number) => reader.ask('lastEventAt', { appId, types, now: at })

  async function evaluate(rule: RuleRecord, at: number): Promise<Evaluation> {
    const value = await measureRule(rule, { ...around, happenedAt, now: at, runsSince })
    const evaluatedBefore = rule.evaluatedAt === null ? null : Date.parse(rule.evaluatedAt)
    const isInARow = evaluatedBefore !== null && at - evaluatedBefore <= IN_A_ROW_MS
    const { state, streak } = nextStanding({ state: rule.state, streak: isInARow ? rule.streak : 0 }, value, rule)
    const { id, appId } = rule
    return { id, appId, evaluatedBefore, state, streak, value, hasTurned: state !== rule.state, uuid: randomUUID() }
  }

  return {
    ...readAlertBook(reader),
    async create(appId, { kind, name = kind, threshold, webhook = null, ...given }) {
      const secret = webhook === null ? null : `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
      const { windowMinutes, minimumSamples, badEvaluations, goodEvaluations } = ALERT_DEFAULTS[kind]
      const rule = await writer.run('insertAlert', {
        appId,
        kind,
        name,
        threshold,
        clearThreshold: given.clearThreshold ?? threshold * CLEAR_SHARE,
        windowMinutes: given.windowMinutes ?? windowMinutes,
        minimumSamples: given.minimumSamples ?? minimumSamples,
        badEvaluations: given.badEvaluations ?? badEvaluations,
        goodEvaluations: given.goodEvaluations ?? goodEvaluations,
        webhook,
        secret,
        now: now(),
      })
      return { ...rule, webhookSecret: secret }
    },
    remove: (appId, { id }) => writer.run('deleteAlert', { appId, id, now: now() }),
    async evaluate() {
      const at = now()
      const evaluations: Evaluation[] = []
      let failure: unknown
      for (const rule of await reader.ask('alertRules', undefined)) {
        try {
          evaluations.push(await evaluate(rule, at))
        } catch (error) {
          // One that can't be asked holds up no other.
          failure = error
        }
      }
      if (evaluations.length > 0) await writer.run('noteEvaluations', { evaluations, now: at })
      if (failure !== undefined) throw failure
      return evaluations.filter(({ hasTurned }) => hasTurned).length
    },
    claimDue: () => writer.run('claimNotices', { now: now(), againAt: now() + LEASE_MS, most: MOST_AT_ONCE }),
    noteAttempt: (attempt) => writer.run('noteAttempt', attempt),
    beginTest: (appId, { id }) => writer.run('insertAlertTest', { appId, id, now: now(), uuid: randomUUID() }),
  }
}
