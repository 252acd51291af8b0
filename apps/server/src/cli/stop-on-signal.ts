import { constants } from 'node:os'
import type { Store } from '@son1k/store'
import type { FastifyInstance } from 'fastify'

type Running = { app: FastifyInstance; store: Store; onStop: () => void }

/** How long those who are connected may take to finish, before they are cut off. */
const PATIENCE_MS = 5_000
/** One Ctrl+C may arrive twice, from the terminal and from npm: who means it again is slower. */
const ECHO_MS = 1_000

/**
 * Stops in order at the first SIGTERM or SIGINT: takes no new connections, answers what has come in, ends the live
 * streams, commits, waits for the threads of the store, and lets the process end by itself, with exit code 0. Another
 * one ends it at once, with the exit code of the signal.
 */
export function stopOnSignal({ app, store, onStop }: Running): void {
  let stoppingSince: number | undefined
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > ECHO_MS) process.exit(128 + constants.signals[signal])
      return
    }
    stoppingSince = performance.now()
    app.log.info({ signal }, 'stopping')
    onStop()
    store.prepareToClose()
    const impatience = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS)
    try {
      await app.close()
      await store.close()
      app.log.info('stopped')
    } catch (err) {
      app.log.error({ err }, 'stopping failed')
      process.exitCode = 1
    } finally {
      clearTimeout(impatience)
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
}
