// The same procedures and the same store, behind the HTTP server that tRPC itself brings.
import { randomUUID } from 'node:crypto'
import { appRouter, createDropCounter, createLiveHub, createTaskBook, type ProcessFigures } from '@son1k/api'
import { DEFAULT_APP_ID, openStore } from '@son1k/store'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { printPort } from './listen.js'

const [file] = process.argv.slice(2)
const store = await openStore({ url: `file:${file}` })
const services = {
  store,
  live: createLiveHub({ store, now: Date.now, onError: console.error }),
  drops: createDropCounter(() => undefined, 1),
  processFigures: (): ProcessFigures => {
    throw new Error('This server only takes events.')
  },
  appId: DEFAULT_APP_ID,
  authorize: () => DEFAULT_APP_ID,
  refreshAccess: async () => {},
  environmentRights: [],
  sendAlert: () => {
    throw new Error('This server only takes events.')
  },
  tasks: createTaskBook({ store, retentionDays: 0, onError: console.error }),
  actor: 'API',
}

const server = createHTTPServer({
  router: appRouter,
  basePath: '/trpc/',
  createContext: ({ req, info }) => ({
    ...services,
    requestId: randomUUID(),
    receivedAt: Date.now(),
    signal: info.signal,
    bodyBytes: Number(req.headers['content-length']),
    userAgent: req.headers['user-agent'],
  }),
})
server.listen(0, '127.0.0.1', () => printPort(server.address()))
process.on('SIGTERM', async () => {
  server.close()
  server.closeAllConnections()
  await store.close()
  process.exit(0)
})
