import { changeAppInputSchema, createAppInputSchema } from '@son1k/contract'
import { settingsOfProcess } from '../env.js'
import { checked } from './checked.js'
import { tableOf } from './table-of.js'
import { whileReading } from './while-reading.js'
import { withAdministration } from './with-administration.js'

type AppOptions = { name?: string; timeZone?: string; origins?: string[] | null; retentionDays?: number | null }

/** Prints all apps. */
export async function listApps({ json = false }: { json?: boolean }): Promise<void> {
  const { apps } = await whileReading(({ registry }) => registry.read())
  const listed = apps.map(({ id: _, ...app }) => app)
  if (json) return console.log(JSON.stringify(listed))
  const rows = listed.map(({ slug, name, timeZone, origins, retentionDays, requiresKey }) => [
    slug,
    name,
    timeZone,
    requiresKey ? 'needs a key' : 'needs no key',
    `pages of ${origins?.join(', ') ?? 'ALLOWED_ORIGINS'}`,
    `kept ${retentionDays === null ? 'for RETENTION_DAYS' : retentionDays === 0 ? 'for ever' : `${retentionDays} days`}`,
  ])
  console.log(tableOf(rows))
}

/** Makes an app. Its zone is by default TIME_ZONE, as that of `default` is. */
export async function createApp(slug: string, options: AppOptions): Promise<void> {
  const { timeZone = settingsOfProcess().timeZone, ...rest } = options
  const input = checked(createAppInputSchema, { slug, timeZone, ...rest })
  await withAdministration(({ procedures }) => procedures.admin.createApp.mutate(input))
  console.log(`The app ${slug} is there: \`son1k-analytics keys create track --app ${slug}\` makes its write key`)
}

/** Changes what is given of an app. */
export async function changeApp(app: string, options: AppOptions & { requireKey?: boolean }): Promise<void> {
  const { requireKey: requiresKey, ...rest } = options
  const input = checked(changeAppInputSchema, { app, requiresKey, ...rest })
  await withAdministration(({ procedures }) => procedures.admin.changeApp.mutate(input))
  console.log(`The app ${app} is changed`)
}
