import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { listOf } from './covered.js'
import type { DayParts } from './day-parts.js'
import type { Database } from './question.js'
import { rememberedLater } from './remembered.js'
import { SHOWN_VERSION } from './shown-prompts.js'
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
type SumDay<Part> = { part: Part; version: string }

/**
 * Reads the sums of the days of a cover, each by itself, in order: what is remembered is not read again until it has changed.
 * @returns also the version of the whole cover
 */
export async function readSumDays<Part>(
  { database, steps, dayParts }: Remembering,
  cover: Cover,
  { name, read, sizeOf }: OfSums<Part>,
): Promise<{ days: SumDay<Part>[]; version: string }> {
  steps.check()
  const rows = await sumVersions(database, cover)
  const versions = versionsById(rows)
  const found: SumDay<Part>[] = []
  for (const { id } of cover.days) {
    const version = versions.get(id) ?? ''
    const make = () => {
      steps.check()
      return read(id)
    }
    const part = await rememberedLater(dayParts, { name: `${name} of day ${id}`, version }, { make, sizeOf })
    found.push({ part, version: `${id} ${version}` })
  }
  return { days: found, version: versionOf(rows) }
}

type Versions = { versions: string }

/**
 * The statement that tells, in one text, whether the sums of a cover's days and hours may have changed. They are a function of
 * the events, of which some are kept; a rebuild of a day counts in the version of its users. Which prompts are shown depends
 * on how many people have used them, where that was set.
 */
export const sumVersions = (database: Database, { days, hours }: Cover) =>
  database.all<Versions>(sql`
    SELECT json_group_array(json_array(bucket.id, concat_ws(' ', coalesce(day.user_version, bucket.user_version), events, kept,
      (SELECT spelling_due FROM ingest_cursor), ${SHOWN_VERSION}))) AS versions
    FROM bucket LEFT JOIN bucket AS day ON day.id = bucket.day_id
    LEFT JOIN rollup_total ON rollup_total.bucket_id = bucket.id
    WHERE bucket.id IN ${listOf([...days.map(({ id }) => id), ...hours])}`)

/** Of all of them together. */
export const versionOf = ([row]: Versions[]): string => row?.versions ?? ''

const versionsById = ([row]: Versions[]): Map<number, string> => {
  const versions: [id: number, version: string][] = JSON.parse(row?.versions ?? '[]')
  return new Map(versions)
}

/** Whether a cover has raw events, too: then the versions of its sums don't tell whether something has changed. */
export const hasEdges = ({ edges }: Cover): boolean => edges.length > 0
