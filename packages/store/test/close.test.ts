import { expect, it } from 'vitest'
import { newDatabase, openTestStore } from './support/database.js'
import { startProgram } from './support/program.js'

it('closes during slow questions: they are stopped, what came is stored, and the process exits 0', async () => {
  const url = await newDatabase()
  const program = startProgram('close-during-questions', url)
  expect({ exit: await program.ended, errors: program.errors() }).toEqual({ exit: 0, errors: '' })
  const { total, answers, late } = JSON.parse(program.output())
  expect({ total, late }).toEqual({ total: 8_000, late: 'accepted' })
  const [cancelled, ...stopped] = answers
  expect(cancelled).toBe('CANCELLED')
  expect(stopped).toEqual(Array(12).fill('STORE_UNAVAILABLE'))
  const store = await openTestStore({ url })
  expect((await store.status(1)).events).toBe(8_001)
})
