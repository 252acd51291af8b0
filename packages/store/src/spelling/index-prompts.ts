import type { Transaction, Transactor } from '../db/transaction.js'
import type { WriterMemory } from '../ingest/memory.js'
import { foldText } from '../music/fold-text.js'
import { searchedWords } from '../music/words.js'

// New prompts wait for the full-text index until there are some: many at once take a fraction of the time that each takes
// by itself. A search looks through those that wait.

/** So many are put into the index together, by the commit that brings the last of them. */
const GATHERED = 256
/** And at most so many, so that a commit is not held up by what others left. */
export const PROMPTS_A_STEP = 1_000

const WAITING = `
SELECT label_id, value FROM unsearchable_prompt LEFT JOIN label ON label.id = label_id ORDER BY label_id LIMIT ${PROMPTS_A_STEP}`
const ADD = 'INSERT OR REPLACE INTO prompt_search (rowid, words) SELECT value->>0, value->>1 FROM json_each(?)'
/** Else the index writes when the transaction commits, after others' changes are told from ours. */
const FLUSH = "INSERT INTO prompt_search (prompt_search) VALUES ('flush')"
const FORGET = 'DELETE FROM unsearchable_prompt WHERE label_id <= ?'

/** To be called in a commit that brought some prompts, after it has written them. */
export async function indexGathered(transaction: Transaction, memory: WriterMemory, newPrompts: number): Promise<void> {
  if (newPrompts === 0) return
  memory.waitingPrompts = (memory.waitingPrompts ?? GATHERED) + newPrompts
  if (memory.waitingPrompts < GATHERED) return
  // Where more are left, the next commit goes on.
  if (!(await indexSome(transaction))) memory.waitingPrompts = 0
}

/** Puts some of those that wait into the index, in a transaction of its own. Answers whether there are more. */
export const indexPrompts = (transactor: Transactor, memory: WriterMemory): Promise<boolean> =>
  transactor.run((transaction) => {
    // The next commit takes what it remembers to be right when nobody has written since this one.
    if (!transaction.isNext) memory.forget()
    return indexSome(transaction)
  })

async function indexSome(transaction: Transaction): Promise<boolean> {
  const [waiting = []] = await transaction.read([{ sql: WAITING, args: [] }])
  const last = waiting.at(-1)?.[0]
  if (last === undefined) return false
  const known = waiting.filter(([, value]) => value !== null)
  const rows = known.map(([id, value]) => [id, searchedWords(foldText(String(value)))])
  await transaction.write([
    { sql: ADD, args: [JSON.stringify(rows)] },
    { sql: FLUSH, args: [] },
    { sql: FORGET, args: [last] },
  ])
  return waiting.length === PROMPTS_A_STEP
}
