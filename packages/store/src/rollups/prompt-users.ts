import type { Change, SqlValue } from '../db/transaction.js'

/** Stands, in `prompt_user`, for all who have used a prompt that is shown. */
const NOBODY = 0

/** A generation came to an end, good or bad, with a prompt. */
type PromptUse = { labelId: number; appId: number; userId: number; at: number }

/** SQL condition: enough people have used a prompt of an app. Both are given by SQL. */
export const isKnownPrompt = (labelId: string, appId: string) => `EXISTS (
  SELECT 1 FROM prompt_user AS known
  WHERE known.label_id = ${labelId} AND known.app_id = ${appId} AND known.user_id = ${NOBODY})`

const NOTE = `
INSERT INTO prompt_user (label_id, app_id, user_id, last_at)
SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?) WHERE NOT ${isKnownPrompt('value->>0', 'value->>1')}
ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at)`
const MARK = `
INSERT INTO prompt_user (label_id, app_id, user_id, last_at)
SELECT DISTINCT value->>0, value->>1, ${NOBODY}, (SELECT max(id) FROM event) FROM json_each(?) WHERE (
  SELECT count(*) FROM prompt_user AS known WHERE known.label_id = value->>0 AND known.app_id = value->>1) >= ?
ON CONFLICT DO NOTHING`
const FORGET = `
DELETE FROM prompt_user WHERE user_id <> ${NOBODY} AND ${isKnownPrompt('prompt_user.label_id', 'prompt_user.app_id')}
AND (label_id, app_id) IN (SELECT value->>0, value->>1 FROM json_each(?))`

/** Notes who has used prompts; of a prompt that enough people have, only that it is so. `uses`: JSON, of `useOf` each. */
export const noteUses = (uses: string, minUsers: number): { sql: string; args: SqlValue[] }[] => [
  { sql: NOTE, args: [uses] },
  { sql: MARK, args: [uses, minUsers] },
  { sql: FORGET, args: [uses] },
]

const useOf = ({ labelId, appId, userId, at }: PromptUse) => [labelId, appId, userId, at]

/** Whose prompts the generations of a commit have. */
export class PromptUsers {
  readonly #minUsers: number
  readonly #uses: number[][] = []

  /** @param minUsers so many are needed; 1: nothing is noted */
  constructor(minUsers: number) {
    this.#minUsers = minUsers
  }

  add(use: PromptUse): void {
    if (this.#minUsers > 1) this.#uses.push(useOf(use))
  }

  changes(): Change[] {
    return this.#uses.length === 0 ? [] : noteUses(JSON.stringify(this.#uses), this.#minUsers)
  }
}
