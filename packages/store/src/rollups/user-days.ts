import { addUp, insertInto } from '../db/insert.js'
import type { Change, SqlValue } from '../db/transaction.js'

const ADD = insertInto('user_day', {
  columns: ['day_id', 'user_id', 'sessions'],
  onConflict: `ON CONFLICT (day_id, user_id) ${addUp(['sessions'])}`,
})
const FORGET_NONE = 'DELETE FROM user_day WHERE sessions = 0'
const NOTE_CHANGED = `
UPDATE bucket SET user_version = user_version + 1 WHERE id IN (SELECT value FROM json_each(?))`

/** What a commit adds to the sessions that users started on days. */
export class UserDays {
  readonly #days = new Map<number, Map<number, number>>()

  add(dayId: number, userId: number, sign: 1 | -1): void {
    const users = this.#days.get(dayId) ?? new Map<number, number>()
    users.set(userId, (users.get(userId) ?? 0) + sign)
    this.#days.set(dayId, users)
  }

  changes(): Change[] {
    const rows: SqlValue[][] = []
    for (const [dayId, users] of this.#days) {
      for (const [userId, sessions] of users) if (sessions !== 0) rows.push([dayId, userId, sessions])
    }
    if (rows.length === 0) return []
    const isAnyLess = rows.some(([, , sessions]) => Number(sessions) < 0)
    return [
      { insert: ADD, rows },
      ...(isAnyLess ? [{ sql: FORGET_NONE, args: [] }] : []),
      { sql: NOTE_CHANGED, args: [JSON.stringify([...new Set(rows.map(([dayId]) => dayId))])] },
    ]
  }
}
