import type { Client } from '@libsql/client'
import type { ChangeAppInput, CreateAppInput } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract/errors'
import { isTimeZone } from '@son1k/contract/time-zone'
import { DEFAULT_APP_ID } from '../store.js'

/** Makes an app. `now`: milliseconds UTC. */
export async function insertApp(client: Client, { input, now }: { input: CreateAppInput; now: number }): Promise<void> {
  const { slug, name = slug, origins = null, retentionDays = null } = input
  const { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = input
  checkTimeZone(timeZone)
  const { rowsAffected } = await client.execute({
    sql: `INSERT INTO app (slug, name, time_zone, created_at, origins, retention_days, requires_key)
          VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (slug) DO NOTHING`,
    args: [slug, name, timeZone, now, textOf(origins), retentionDays],
  })
  if (rowsAffected === 0) throw wrong('slug', `is taken: there is an app ${slug} already`)
}

/** Changes what is given of an app. */
export async function updateApp(client: Client, { app: slug, ...change }: ChangeAppInput): Promise<void> {
  const { rows } = await client.execute({
    sql: 'SELECT id, time_zone, EXISTS (SELECT 1 FROM bucket WHERE app_id = app.id) AS has_past FROM app WHERE slug = ?',
    args: [slug],
  })
  const [found] = rows
  if (found === undefined) throw new AnalyticsError('NOT_FOUND', `There is no app ${slug}`)
  const { name, timeZone, origins, retentionDays, requiresKey } = change
  if (timeZone !== undefined) checkTimeZone(timeZone)
  if (timeZone !== undefined && timeZone !== found.time_zone && found.has_past === 1)
    throw wrong(
      'timeZone',
      `can be changed only before the first event, and ${slug} has days that were counted in its zone`,
    )
  if (requiresKey === false && Number(found.id) !== DEFAULT_APP_ID)
    throw wrong('requiresKey', 'can be false for default alone: without a key, nobody could tell whose an event is')
  const columns: [string, string | number | null | undefined][] = [
    ['name', name],
    ['time_zone', timeZone],
    ['origins', origins === undefined ? undefined : textOf(origins)],
    ['retention_days', retentionDays],
    ['requires_key', requiresKey === undefined ? undefined : Number(requiresKey)],
  ]
  await client.batch(
    columns.flatMap(([column, value]) =>
      value === undefined ? [] : [{ sql: `UPDATE app SET ${column} = ? WHERE slug = ?`, args: [value, slug] }],
    ),
    'write',
  )
}

function checkTimeZone(name: string): void {
  if (!isTimeZone(name)) throw wrong('timeZone', 'must be a time zone such as Europe/Madrid')
}

const textOf = (origins: string[] | null) => (origins === null ? null : JSON.stringify(origins))

const wrong = (path: string, message: string) =>
  new AnalyticsError('VALIDATION_FAILED', `${path} ${message}`, { issues: [{ path, message }] })
