import type { Client } from '@libsql/client'
import { AnalyticsError } from '@son1k/contract/errors'

/** A connection that is opened when it is needed, and anew after a failure. */
export type Connection = {
  use<T>(task: (client: Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * @param open opens a client; called again after each failure of the database, because a statement that failed halfway is
 * not reset by the driver, and while it lingers nothing can be committed on its connection
 */
export function createConnection(open: () => Promise<Client>): Connection {
  let opening: Promise<Client> | undefined
  const close = async () => {
    const opened = opening
    opening = undefined
    const client = await opened?.catch(() => undefined)
    client?.close()
  }
  return {
    async use(task) {
      opening ??= open()
      let client: Client
      try {
        client = await opening
      } catch (error) {
        await close()
        throw error
      }
      try {
        return await task(client)
      } catch (error) {
        if (!(error instanceof AnalyticsError)) await close()
        throw error
      }
    },
    close,
  }
}
