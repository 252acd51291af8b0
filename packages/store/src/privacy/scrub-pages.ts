import type { Client } from '@libsql/client'

// A deleted row is overwritten with zeros, but where SQLite had moved rows between pages before, bytes of them may stay in
// the gap between a page's pointers and its cells. The layout: https://www.sqlite.org/fileformat2.html#b_tree_pages

/** A page as it is, and without what lies in its gaps. */
export type StalePage = { page: number; stale: Uint8Array; clean: Uint8Array }
export type PagesLooked = { pages: StalePage[]; next: number | null }

/** Pages that are looked at in one step. */
const PAGES_A_LOOK = 500
/** A page number from here on could begin with a byte that other pages have as their type. */
const MOST_PAGES = 2 ** 24
const HEADER_BYTES = new Map([
  [0x02, 12],
  [0x05, 12],
  [0x0a, 8],
  [0x0d, 8],
])
/** Of an entry of a page that maps others to their owners. */
const MAP_ENTRY_BYTES = 5

/** The next pages that have something in their gaps. `next` is null at the end. */
export async function findStalePages(client: Client, after: number): Promise<PagesLooked> {
  const { rows: facts } = await client.execute('SELECT page_count AS count FROM pragma_page_count')
  const count = Number(facts[0]?.count)
  if (count >= MOST_PAGES) return { pages: [], next: null }
  const { rows } = await client.execute({
    sql: 'SELECT pgno, data FROM sqlite_dbpage WHERE pgno > ? AND pgno <= ?',
    args: [after, after + PAGES_A_LOOK],
  })
  const pages = rows.flatMap((row): StalePage[] => {
    const page = Number(row.pgno)
    if (!(row.data instanceof ArrayBuffer)) return []
    const stale = new Uint8Array(row.data)
    const clean = withoutGaps(page, stale)
    return clean === null ? [] : [{ page, stale, clean }]
  })
  return { pages, next: after + PAGES_A_LOOK >= count ? null : after + PAGES_A_LOOK }
}

/** Puts clean pages in the place of those that nobody has changed since they were looked at. */
export async function scrubPages(client: Client, pages: StalePage[]): Promise<void> {
  await client.batch(
    pages.map(({ page, stale, clean }) => ({
      sql: 'UPDATE sqlite_dbpage SET data = ? WHERE pgno = ? AND data = ?',
      args: [clean, page, stale],
    })),
    'write',
  )
}

/** A page with zeros in its gaps; null where it has zeros there, or is none of a table or index. */
function withoutGaps(page: number, bytes: Uint8Array): Uint8Array | null {
  const start = page === 1 ? 100 : 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerBytes = HEADER_BYTES.get(view.getUint8(start))
  if (headerBytes === undefined || isMap(page, bytes.length)) return null
  const pointersEnd = start + headerBytes + 2 * view.getUint16(start + 3)
  const cells = view.getUint16(start + 5) || 65_536
  if (pointersEnd > cells || cells > bytes.length) return null
  const clean = bytes.slice()
  clean.fill(0, pointersEnd, cells)
  for (let block = view.getUint16(start + 1), last = 0; block > last && block + 4 <= bytes.length; ) {
    clean.fill(0, block + 4, Math.min(bytes.length, block + view.getUint16(block + 2)))
    last = block
    block = view.getUint16(block)
  }
  return Buffer.compare(clean, bytes) === 0 ? null : clean
}

/** In a file with `auto_vacuum`, every so many pages there is one that maps those after it. */
const isMap = (page: number, pageBytes: number) =>
  page >= 2 && (page - 2) % (Math.floor(pageBytes / MAP_ENTRY_BYTES) + 1) === 0
