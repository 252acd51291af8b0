import type { Client } from '@libsql/client'
import { isDamage } from '../db/failure.js'
import type { Finding } from './finding.js'

/** Places that are told at most: a file with more is as lost. */
const MOST_PLACES = 100
const FINE = 'ok'

/**
 * SQLite's own check of its file: every page, and with `isQuick` false each index against its table too. One statement,
 * which reads the whole file.
 */
export async function checkIntegrity(client: Client, isQuick: boolean): Promise<Finding[]> {
  const check = isQuick ? 'quick_check' : 'integrity_check'
  return noteDamage(async () => {
    const { rows } = await client.execute(`PRAGMA ${check}(${MOST_PLACES})`)
    // One row may tell of several places.
    const places = rows.flatMap((row) => String(Object.values(row)[0]).split('\n')).filter((place) => place !== FINE)
    return places.length === 0 ? [] : [damage(places.length, places[0] ?? '')]
  })
}

/** What a check finds; where it meets a page that can't be read, that. */
export async function noteDamage(check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check()
  } catch (error) {
    if (!isDamage(error)) throw error
    return [damage(1, error instanceof Error ? error.message : String(error))]
  }
}

const damage = (count: number, first: string): Finding => ({
  table: null,
  days: null,
  count,
  what: `damaged places in the file, such as: ${first}`,
  remedy: 'restore',
})
