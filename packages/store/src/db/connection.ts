import { AnalyticsError } from '@son1k/contract/errors'

/** A connection that is opened when it is needed, and anew after a failure. */
export type Connection<Opened> = {
  use<T>(task: (opened: Opened) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * @param open opens a connection; called again after each failure of the database, because a statement that failed halfway is
 * not reset by the driver, and while it lingers nothing can be committed
 */
export function createConnection<Opened extends { close(): void }>(open: () => Promise<Opened>): Connection<Opened> {
  let opening: Promise<Opened> | undefined
  const close = async () => {
    const opened = opening
    opening = undefined
    const connection = await opened?.catch(() => undefined)
    connection?.close()
  }
  return {
    async use(task) {
      opening ??= open()
      let opened: Opened
      try {
        opened = await opening
      } catch (error) {
        await close()
        throw error
      }
      try {
        return await task(opened)
      } catch (error) {
        if (!(error instanceof AnalyticsError)) await close()
        throw error
      }
    },
    close,
  }
}
