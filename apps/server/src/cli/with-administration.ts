import type { AppRouter } from '@son1k/api'
import { locationOf } from '@son1k/store'
import { createTRPCClient, httpLink, type TRPCClient, TRPCClientError } from '@trpc/client'
import type { ControlAddress } from '../access/control.js'
import { findServer } from '../access/control-file.js'
import { operatorHeader } from '../access/operator.js'
import { type Settings, settingsOfProcess } from '../env.js'

/** A server, as its administrator reaches it. */
export type Administration = {
  procedures: TRPCClient<AppRouter>
  /** Asks for an address that is no procedure, such as `/api/privacy/person`. */
  get(path: string): Promise<Response>
}

/**
 * Administers the server that has the database of the settings open; where there is none, one that is made for it and
 * listens to nobody else.
 * @param app whose data it is about, by its short name
 * @throws an error whose message says what to do
 */
export async function withAdministration<Result>(
  task: (server: Administration) => Promise<Result>,
  app = 'default',
): Promise<Result> {
  const settings = settingsOfProcess()
  const running = await serverOf(settings)
  if (running !== undefined) return await asking(administrationOf(running, app), task)
  // Only now: beside a server none of it is needed.
  const { withOwnServer } = await import('./with-own-server.js')
  return await withOwnServer(settings, (address) => asking(administrationOf(address, app), task))
}

async function serverOf({ databaseUrl }: Settings): Promise<ControlAddress | undefined> {
  const database = locationOf(databaseUrl)
  return database.kind === 'file' ? await findServer(database.path) : undefined
}

function administrationOf({ url, secret }: ControlAddress, app: string): Administration {
  const headers = { authorization: `Bearer ${secret}`, 'x-app': app, ...operatorHeader() }
  return {
    procedures: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] }),
    get: (path) => fetch(url + path, { headers }),
  }
}

async function asking<Result>(server: Administration, task: (server: Administration) => Promise<Result>) {
  try {
    return await task(server)
  } catch (error) {
    if (!(error instanceof TRPCClientError) || error.data) throw error
    throw new Error('The server that has the database open does not answer: it may have stopped. Try again.', {
      cause: error,
    })
  }
}
