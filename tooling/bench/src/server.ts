import { fileURLToPath } from 'node:url'
import { request } from 'undici'
import { type Child, startListening } from './children.js'

/** The built server, as `npm start` runs it. */
const SERVER_FILE = fileURLToPath(import.meta.resolve('@son1k/server/dist/main.js'))

/**
 * Starts the real server on a database file, and waits until it is healthy.
 * @param folder it runs here, so that nothing of the project is written to
 */
export async function startServer(databaseFile: string, folder: string): Promise<Child> {
  const env = { PORT: '0', DATABASE_URL: `file:${databaseFile}` }
  const server = await startListening(SERVER_FILE, ['serve'], { env, cwd: folder })
  try {
    await checkHealth(server.url)
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** @throws unless the server says that it is well */
async function checkHealth(url: string): Promise<void> {
  const { statusCode, body } = await request(`${url}/api/health`)
  const text = await body.text()
  if (statusCode !== 200) throw new Error(`The server is not healthy: ${statusCode} ${text}`)
}
