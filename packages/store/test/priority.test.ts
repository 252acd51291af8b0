import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { openTestStore } from './support/database.js'

/** How far each thread of this process steps back. */
function niceValues(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  })
}

it('threads that answer questions, and no others, step back where processors are short', async () => {
  const own = getPriority()
  const before = niceValues()
  const store = await openTestStore({ readers: 2 })
  await Promise.all([store.status(1), store.status(1)])
  expect(before.filter((nice) => nice !== own)).toEqual([])
  expect(niceValues().filter((nice) => nice !== own)).toEqual([own + 5, own + 5])
})
