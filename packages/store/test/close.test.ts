import { expect, it } from 'vitest'
import { newDatabase, openTestStore } from './support/database.js'
import { startProgram } from './support/program.js'

it('closes during slow questions: all are answered, what came is stored, and the process exits 0', async () => {
  const url = await newDatabase()
  const program = startProgram('close-during-questions', url)
  expect({ exit: await program.ended, errors: program.errors() }).toEqual({ exit: 0, errors: '' })
  const { questions, least, late } = JSON.parse(program.output())
  expect({ questions, late }).toEqual({ questions: 12, late: 'accepted' })
  expect(least).toBeGreaterThanOrEqual(8_000)
  const store = await openTestStore({ url })
  expect((await store.status(1)).events).toBe(8_001)
})
