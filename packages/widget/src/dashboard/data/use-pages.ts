import { useRef } from 'preact/hooks'

type Page = { nextCursor: string | null }

/**
 * Reads a long list page by page. What was read stays while the next page is asked for; asked again for the same pages, as
 * after a change on the server, all of them are read anew.
 * @returns reads `count` pages, the first without a cursor. `key`: what they are asked with, as text
 */
export function usePages<Of extends Page>() {
  const kept = useRef<{ key: string; pages: Of[] }>({ key: '', pages: [] })
  return async (asked: { key: string; count: number }, read: (cursor?: string) => Promise<Of>): Promise<Of[]> => {
    const { key, count } = asked
    const isMore = kept.current.key === key && kept.current.pages.length < count
    const pages = isMore ? [...kept.current.pages] : []
    for (let cursor = pages.at(-1)?.nextCursor; pages.length < count && cursor !== null; ) {
      const page = await read(cursor)
      pages.push(page)
      cursor = page.nextCursor
    }
    kept.current = { key, pages }
    return pages
  }
}
