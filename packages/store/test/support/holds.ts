import { readFile } from 'node:fs/promises'

/** Whether any of a database's files has a text in it. */
export async function holds(url: string, text: string): Promise<boolean> {
  const path = url.slice('file:'.length)
  const contents = await Promise.all(['', '-wal'].map((end) => readFile(`${path}${end}`).catch(() => Buffer.alloc(0))))
  return contents.some((bytes) => bytes.includes(text))
}
