import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openStore, type Store } from '@son1k/store'
import { onTestFinished } from 'vitest'
import { type AppOptions, buildApp } from '../../src/app.js'
import { makePublicDirectories } from './make-public-directories.js'

export type TestServer = {
  url: string
  store: Store
  /** What it logged so far. */
  log: () => string
  get(path: string, init?: RequestInit): Promise<Response>
  /** A string is sent as it is, anything else as JSON; without a type of its own it is sent as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** How many clients are connected. */
  connections(): Promise<number>
  close(): Promise<void>
}
export type TestServerOptions = Partial<AppOptions['settings']> &
  Pick<AppOptions, 'requestsPerMinute' | 'keyRequestsPerMinute' | 'connections' | 'now' | 'timeouts'> & {
    labelsPerDay?: number
  }

/** The real server on a real database of its own, at a free port. It ends with the test. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await openServer(options)
  onTestFinished(server.close)
  return server
}

/** The same for several tests of a file, which then must not count on an empty database: whoever opens it closes it. */
export async function openServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { requestsPerMinute, keyRequestsPerMinute, connections, now, timeouts, labelsPerDay, ...settings } = options
  const folder = await mkdtemp(join(tmpdir(), 'son1k-server-'))
  const store = await openStore({
    url: `file:${join(folder, 'test.db')}`,
    timeZone: 'UTC',
    ...(now && { now }),
    ...(labelsPerDay !== undefined && { labelsPerDay }),
  })
  const lines: string[] = []
  const app = await buildApp({
    settings: { host: '127.0.0.1', logLevel: 'debug', ...settings },
    store,
    publicDirectories: await makePublicDirectories(folder),
    version: '0.0.0-test',
    logStream: { write: (line) => void lines.push(line) },
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(keyRequestsPerMinute !== undefined && { keyRequestsPerMinute }),
    ...(connections !== undefined && { connections }),
    ...(now !== undefined && { now }),
    ...(timeouts !== undefined && { timeouts }),
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    store,
    log: () => lines.join(''),
    get: (path, init) => fetch(url + path, { redirect: 'manual', ...init }),
    post: (path, body, headers) =>
      fetch(url + path, {
        method: 'POST',
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    connections: () => promisify(app.server.getConnections.bind(app.server))(),
    async close() {
      await app.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
