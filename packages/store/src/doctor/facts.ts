import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Client } from '@libsql/client'
import { schemaState } from '../db/migrate.js'
import type { Finding } from './finding.js'

/** How a database file is kept. */
export type FileFacts = {
  bytes: number
  /** Of the write-ahead log beside it; 0 where there is none. */
  walBytes: number
  /** Inside the file, for new rows. */
  unusedBytes: number
  /** On its disk, for who asks. */
  freeDiskBytes: number
  pageBytes: number
  /** `wal` once a server has opened it. */
  journalMode: string
}

/** Below this, a server may soon have to refuse events. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024
const INCREMENTAL = 2

export async function readFacts(client: Client, path: string): Promise<FileFacts> {
  const pageBytes = Number(await pragma(client, 'page_size'))
  const disk = await statfs(dirname(path))
  return {
    bytes: await sizeOf(path),
    walBytes: await sizeOf(`${path}-wal`),
    unusedBytes: Number(await pragma(client, 'freelist_count')) * pageBytes,
    freeDiskBytes: disk.bavail * disk.bsize,
    pageBytes,
    journalMode: String(await pragma(client, 'journal_mode')),
  }
}

/** What is not as a server would have it, of the way the file is kept. */
export async function checkKeeping(client: Client, { freeDiskBytes }: FileFacts): Promise<Finding[]> {
  const whole = { table: null, days: null, count: 1 }
  const findings: Finding[] = []
  if ((await pragma(client, 'auto_vacuum')) !== INCREMENTAL)
    findings.push({ ...whole, what: 'file that can not give unused space back to the disk', remedy: 'copy' })
  if (freeDiskBytes < LEAST_FREE_BYTES)
    findings.push({ ...whole, what: `disk with less than ${LEAST_FREE_BYTES / 1024 / 1024} MB left`, remedy: 'free' })
  const schema = await schemaState(client)
  if (schema === 'older' || schema === 'none')
    findings.push({ ...whole, what: 'schema of an older version', remedy: 'migrate' })
  if (schema === 'newer') findings.push({ ...whole, what: 'schema of a newer version', remedy: 'upgrade' })
  return findings
}

async function pragma(client: Client, name: string): Promise<unknown> {
  return Object.values((await client.execute(`PRAGMA ${name}`)).rows[0] ?? {})[0]
}

/** In bytes; 0 where nothing is there. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}
