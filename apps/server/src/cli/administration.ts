import type { AppRouter } from '@son1k/api'
import { locationOf } from '@son1k/store'
import { createTRPCClient, httpLink, type TRPCClient, TRPCClientError } from '@trpc/client'
import type { ControlAddress } from '../access/control.js'
import { findServer } from '../access/control-file.js'
import { operatorHeader } from '../access/operator.js'

/** A server, as its administrator reaches it. */
export type Administration = {
  procedures: TRPCClient<AppRouter>
  /** Asks for an address that is no procedure, such as `/api/privacy/person`. */
  get(path: string): Promise<Response>
}

/** The server that has a database open, about the data of an app; undefined where there is none. */
export async function administrationOf(databaseUrl: string, app: string): Promise<Administration | undefined> {
  const database = locationOf(databaseUrl)
  const address = database.kind === 'file' ? await findServer(database.path) : undefined
  return address && administrationAt(address, app)
}

export function administrationAt({ url, secret }: ControlAddress, app: string): Administration {
  const headers = { authorization: `Bearer ${secret}`, 'x-app': app, ...operatorHeader() }
  return {
    procedures: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] }),
    get: (path) => fetch(url + path, { headers }),
  }
}

/** Asks a server; where it has gone, the error says so. */
export async function asking<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof TRPCClientError) || error.data) throw error
    throw new Error('The server that has the database open does not answer: it may have stopped. Try again.', {
      cause: error,
    })
  }
}
