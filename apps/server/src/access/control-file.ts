import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { processHolding } from '@son1k/store'
import { z } from 'zod'
import type { ControlAddress } from './control.js'

const contentSchema = z.object({ process: z.number(), url: z.string(), secret: z.string() })

/** Beside the database: who can read it can write that. */
const pathOf = (database: string) => `${database}.control`

/**
 * Tells the commands of this user where the server is that has a database file open.
 * @param database the path of its file
 */
export async function writeControlFile(database: string, address: ControlAddress): Promise<void> {
  const partial = `${pathOf(database)}.${randomUUID()}`
  await writeFile(partial, JSON.stringify({ process: process.pid, ...address }), { mode: 0o600, flag: 'wx' })
  // One that a server left behind when it was killed is useless.
  await rename(partial, pathOf(database))
}

export const removeControlFile = (database: string): Promise<void> => rm(pathOf(database), { force: true })

/**
 * Where the server is that has a database file open; undefined where there is none, or another program has it. What a
 * server left behind when it was killed doesn't count.
 */
export async function findServer(database: string): Promise<ControlAddress | undefined> {
  const holder = await processHolding(database)
  if (holder === null) return undefined
  const text = await readFile(pathOf(database), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { data } = contentSchema.safeParse(parsed(text))
  return data?.process === holder ? data : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
