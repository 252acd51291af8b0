import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PersonPart } from '@son1k/store'
import { tableOf } from './table-of.js'
import { withApp } from './with-app.js'

const ACTOR = 'command line'

/** Writes all that is held of a person. */
export const exportUser = (userId: string, { app, output }: { app: string; output?: string }): Promise<void> =>
  withApp(app, async (store, appId) => {
    const lines = Readable.from(linesOf(store.people.exportUser({ appId, userId, actor: ACTOR })))
    if (output === undefined) await pipeline(lines, process.stdout, { end: false })
    else await pipeline(lines, createWriteStream(output, { flags: 'wx', mode: 0o600 }))
  })

async function* linesOf(parts: AsyncIterable<PersonPart>): AsyncGenerator<string> {
  for await (const part of parts) {
    const rows = 'events' in part ? part.events : part.sessions.map((session) => ({ type: 'session', ...session }))
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  }
}

/** Takes a person out of everything. */
export async function eraseUser(userId: string, { app, yes = false }: { app: string; yes?: boolean }): Promise<void> {
  if (!yes)
    throw new Error(
      `Everything about ${JSON.stringify(userId)} would go, for ever: say --yes to do it. A backup keeps it.`,
    )
  await withApp(app, async (store, appId) => {
    const { events, sessions } = await store.people.eraseUser({ appId, userId, actor: ACTOR })
    console.log(
      `Erased: ${events} events, ${sessions} sessions. Backups made before still have them: delete those too.`,
    )
  })
}

/** Shows what was done with persons' data. */
export const listAudit = ({ app, json = false }: { app: string; json?: boolean }): Promise<void> =>
  withApp(app, async (store, appId) => {
    const entries = await store.people.audit(appId)
    const iso = (at: number | null) => (at === null ? 'under way' : new Date(at).toISOString())
    if (json) return console.log(JSON.stringify(entries))
    const rows = entries.map((entry) => [
      iso(entry.at),
      iso(entry.finishedAt),
      entry.action,
      entry.actor,
      String(entry.events),
      entry.subject,
    ])
    console.log(tableOf([['asked', 'done', 'what', 'by', 'events', 'SHA-256 of the id'], ...rows]))
  })
