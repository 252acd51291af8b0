import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AnalyticsError } from '@son1k/contract'

export type OpenedFile = {
  /** Its bytes; of a gzip file, those that were compressed. */
  bytes: Readable
  /** Bytes of the file itself. */
  total: number
  done(): number
}

/** Opens a file, which may be compressed with gzip whatever it is called. */
export async function openFile(path: string): Promise<OpenedFile> {
  const { size } = await stat(path).catch(() => {
    throw new AnalyticsError('VALIDATION_FAILED', `There is no file ${path}`)
  })
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const opened = { total: size, done: () => file.bytesRead }
  if (!(await isGzip(path))) return { ...opened, bytes: file }
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  return { ...opened, bytes: file.pipe(gunzip) }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}
