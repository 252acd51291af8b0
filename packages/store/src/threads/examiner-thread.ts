import type { Client } from '@libsql/client'
import { copyDatabase } from '../backup/copy-database.js'
import { openExaminer } from '../db/client.js'
import { type SchemaState, schemaState } from '../db/migrate.js'
import { compareRollups } from '../doctor/compare-rollups.js'
import { type ExaminedStep, examinedSteps } from '../doctor/examined-steps.js'
import { checkKeeping, type FileFacts, readFacts } from '../doctor/facts.js'
import type { Finding } from '../doctor/finding.js'
import { checkIntegrity, noteDamage } from '../doctor/integrity.js'
import { checkRows, type RowRange, rowRanges } from '../doctor/references.js'
import { checkSchema as checkTablesAndIndexes } from '../doctor/schema.js'
import { checkStructure as checkOneStructure } from '../doctor/structure.js'
import { emptyLog as emptyTheLog } from '../retention/free-pages.js'
import { type Reply, reply } from './reply.js'
import { threadSettings } from './settings.js'

let opening: Promise<Client> | undefined
/** One connection for all tasks: its temporary tables are theirs. */
const connection = () => (opening ??= openExaminer(threadSettings()))

export const ready = (): Promise<Reply<void>> => reply(async () => undefined)

const checking =
  <Input>(check: (client: Client, input: Input) => Promise<Finding[]>) =>
  (input: Input): Promise<Reply<Finding[]>> =>
    reply(() => noteDamage(async () => check(await connection(), input)))

/** SQLite's own check of the whole file. */
export const checkFile = checking(checkIntegrity)

/** Whether all tables and indexes are there; of a database of this version. */
export const checkSchema = checking(checkTablesAndIndexes)

export type Keeping = { facts: FileFacts; findings: Finding[]; schema: SchemaState }
export const keeping = (path: string): Promise<Reply<Keeping>> =>
  reply(async () => {
    const client = await connection()
    const facts = await readFacts(client, path)
    return { facts, findings: await checkKeeping(client, facts), schema: await schemaState(client) }
  })

export type Plan = { rows: RowRange[]; rollups: ExaminedStep[] }
/** What there is to be examined, step by step; to be called before the steps. */
export const plan = (): Promise<Reply<Plan>> =>
  reply(async () => {
    const client = await connection()
    return { rows: await rowRanges(client), rollups: await examinedSteps(client) }
  })

export const checkRange = checking(checkRows)
export const checkStructure = checking(checkOneStructure)
export const compareBucket = checking(compareRollups)

/** Writes a copy of the database to a path where nothing is. */
export const copy = (path: string): Promise<Reply<void>> => reply(async () => copyDatabase(await connection(), path))

/** Writes what the log has into the file. Answers false where others read from it. */
export const emptyLog = (): Promise<Reply<boolean>> => reply(async () => emptyTheLog(await connection()))

export const close = (): Promise<Reply<void>> =>
  reply(async () => {
    const client = await opening?.catch(() => undefined)
    opening = undefined
    client?.close()
  })
