import { settingsOfProcess } from '../env.js'
import { type Administration, administrationAt, administrationOf, asking } from './administration.js'

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
  const running = await administrationOf(settings.databaseUrl, app)
  if (running !== undefined) return await asking(() => task(running))
  // Only now: beside a server none of it is needed.
  const { withOwnServer } = await import('./with-own-server.js')
  return await withOwnServer(settings, (address) => asking(() => task(administrationAt(address, app))))
}
