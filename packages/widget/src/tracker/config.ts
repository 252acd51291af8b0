import { withoutQuery } from './text.js'

/** What the tracker can watch by itself. */
export type Kind = 'click' | 'keydown' | 'page_view' | 'error' | 'music'

export type Config = {
  /** The server's address with a slash at its end. */
  endpoint: string
  /** Given by the page, which then decides who its user is. */
  userId: string | undefined
  watches: (kind: Kind) => boolean
  /** Such as `Ctrl+Shift+A`; empty: none. */
  hotkey: string
  lang: 'es' | 'en' | undefined
  debug: boolean
  writeKey: string | undefined
}

/** Reads the `data-*` attributes. @throws TypeError when `data-endpoint` is no address */
export function readConfig({ src, dataset }: HTMLScriptElement): Config {
  const { autotrack = 'true', debug, endpoint, hotkey = 'Ctrl+Shift+A', key, lang, userId } = dataset
  const kinds = autotrack.split(/[\s,]+/)
  return {
    endpoint: withoutQuery(new URL(endpoint || '.', endpoint ? document.baseURI : src)).replace(/\/*$/, '/'),
    userId,
    watches: (kind) => kinds.includes('true') || kinds.includes(kind),
    hotkey,
    lang: lang === 'es' || lang === 'en' ? lang : undefined,
    // `data-debug` alone has an empty value.
    debug: (debug ?? 'false') !== 'false',
    writeKey: key,
  }
}
