import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { listOf } from './covered.js'
import type { DayParts } from './day-parts.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

/** What reads, and what remembers. */
export type Remembering = { database: Database; steps: Steps; dayParts: DayParts | undefined }

/** How the sums of a day are read, whatever the app: `name` tells apart all that reads others. */
export type OfSums<Part> = {
  name: string
  read: (dayId: number) => Promise<Part>
  /** About how many bytes a part takes. */
  sizeOf: (part: Part) => number
}

/** Of a day's sums; another version whenever they may have changed. */
export type SumDay<Part> = { part: Part; version: string }

/** Reads the sums of the days of a cover, each by itself, in order: what is remembered is not read again until it has changed. */
export async function readSumDays<Part>(
  { database, steps, dayParts }: Remembering,
  cover: Cover,
  { name, read, sizeOf }: OfSums<Part>,
): Promise<SumDay<Part>[]> {
  steps.check()
  const versions = new Map((await dayVersions(database, cover)).map(({ id, version }) => [id, version]))
  const found: SumDay<Part>[] = []
  for (const { id } of cover.days) {
    const version = versions.get(id) ?? ''
    const own = { name: `${name} of day ${id}`, version }
    const known = partIn<Part>(dayParts, own)
    if (known === undefined) steps.check()
    const part = known ?? (await read(id))
    if (known === undefined) dayParts?.keep(own.name, { version, value: part, bytes: sizeOf(part) })
    found.push({ part, version: `${id} ${version}` })
  }
  return found
}

type Named = { name: string; version: string }

/** What follows from what was read, made anew only where that has another version. */
export function remembered<Part>(
  dayParts: DayParts | undefined,
  named: Named,
  { make, sizeOf }: { make: () => Part; sizeOf: (part: Part) => number },
): Part {
  const known = partIn<Part>(dayParts, named)
  if (known !== undefined) return known
  const made = make()
  dayParts?.keep(named.name, { version: named.version, value: made, bytes: sizeOf(made) })
  return made
}

/** The same of what takes several steps to make. */
export async function rememberedLater<Part>(
  dayParts: DayParts | undefined,
  named: Named,
  { make, sizeOf }: { make: () => Promise<Part>; sizeOf: (part: Part) => number },
): Promise<Part> {
  const made = partIn<Part>(dayParts, named) ?? (await make())
  return remembered(dayParts, named, { make: () => made, sizeOf })
}

/** Holds at run time: a name tells apart all whose parts are not the same. */
export const partIn = <Part>(dayParts: DayParts | undefined, { name, version }: Named) =>
  dayParts?.find(name, version) as Part | undefined

type VersionRow = { id: number; version: string }

/**
 * The statement that tells whether the sums of days may have changed. They are a function of the events, of which some are
 * kept; a rebuild counts in the version of the users.
 */
export const dayVersions = (database: Database, { days }: Cover) =>
  database.all<VersionRow>(sql`
    SELECT bucket.id, concat_ws(' ', user_version, events, kept, (SELECT spelling_due FROM ingest_cursor)) AS version
    FROM bucket LEFT JOIN rollup_total ON rollup_total.bucket_id = bucket.id
    WHERE bucket.id IN ${listOf(days.map(({ id }) => id))} ORDER BY bucket.id`)

/** Of all days together. */
export const versionOfDays = (rows: VersionRow[]): string => rows.map(({ id, version }) => `${id} ${version}`).join(';')

/** Whether days are all that a cover has: then their versions tell whether anything there has changed. */
export const areWholeDays = ({ hours, edges }: Cover): boolean => hours.length === 0 && edges.length === 0
