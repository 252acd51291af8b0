import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Administration } from './administration.js'
import { runTask } from './run-task.js'
import { tableOf } from './table-of.js'
import { withAdministration } from './with-administration.js'

/** Writes all that is held of a person. */
export const exportUser = (userId: string, { app, output }: { app: string; output?: string }): Promise<void> =>
  withAdministration(async (server) => {
    const lines = Readable.from(await bodyOf(server, `/api/privacy/person?user_id=${encodeURIComponent(userId)}`))
    if (output === undefined) await pipeline(lines, process.stdout, { end: false })
    else await pipeline(lines, createWriteStream(output, { flags: 'wx', mode: 0o600 }))
  }, app)

async function bodyOf(server: Administration, path: string): Promise<ReadableStream<Uint8Array>> {
  const response = await server.get(path)
  if (response.ok && response.body !== null) return response.body
  throw new Error(messageIn(await response.json()))
}

/** Holds at run time: the answer to what is refused has it. */
const messageIn = (answer: unknown) => (answer as { error: { message: string } }).error.message

/** Takes a person out of everything. */
export async function eraseUser(
  userId: string,
  { app, yes = false, json = false }: { app: string; yes?: boolean; json?: boolean },
): Promise<void> {
  if (!yes)
    throw new Error(
      `Everything about ${JSON.stringify(userId)} would go, for ever: say --yes to do it. A backup keeps it.`,
    )
  const { events, sessions } = await withAdministration(
    (server) => runTask(server, { task: 'erase', userId }, () => undefined),
    app,
  )
  if (json) return console.log(JSON.stringify({ events, sessions }))
  console.log(`Erased: ${events} events, ${sessions} sessions. Backups made before still have them: delete those too.`)
}

/** Shows what was done with persons' data. */
export async function listAudit({ app, json = false }: { app: string; json?: boolean }): Promise<void> {
  const entries = await withAdministration(({ procedures }) => procedures.privacy.audit.query(), app)
  if (json) return console.log(JSON.stringify(entries))
  const rows = entries.map((entry) => [
    entry.at,
    entry.finishedAt ?? 'under way',
    entry.action,
    entry.actor,
    String(entry.events),
    entry.subject,
  ])
  console.log(tableOf([['asked', 'done', 'what', 'by', 'events', 'SHA-256 of the id'], ...rows]))
}
