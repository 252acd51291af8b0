import { type SQL, sql } from 'drizzle-orm'
import { foldText } from '../music/fold-text.js'
import { searchedPhrases, searchedWords } from '../music/words.js'
import type { Database } from './question.js'

/** Prompts that wait for the full-text index are looked through one by one; more wait only after an upgrade, for a while. */
const MOST_WAITING = 5_000

/** SQL condition over `counted`: the prompt has all words of a search. */
export async function searchCondition(database: Database, search: string): Promise<SQL> {
  const phrases = searchedPhrases(search)
  if (phrases.length === 0) return sql`false`
  const rows = await database.all<{ id: number; value: string }>(sql`
    SELECT label.id, label.value FROM unsearchable_prompt JOIN label ON label.id = label_id LIMIT ${MOST_WAITING}`)
  const waiting = rows.filter(({ value }) => hasAll(value, phrases)).map(({ id }) => id)
  // Of letters and digits alone, so that nothing in it is an operator of the index.
  const query = phrases.map((phrase) => `"${phrase}" *`).join(' AND ')
  return sql`(counted.label_id IN (SELECT rowid FROM prompt_search WHERE prompt_search MATCH ${query})
    OR counted.label_id IN (SELECT value FROM json_each(${JSON.stringify(waiting)})))`
}

function hasAll(text: string, phrases: string[]): boolean {
  const words = ` ${searchedWords(foldText(text))}`
  return phrases.every((phrase) => words.includes(` ${phrase}`))
}
