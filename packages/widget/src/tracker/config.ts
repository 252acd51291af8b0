/** What the tracker can watch by itself. */
type Kind = 'click' | 'keydown' | 'page_view' | 'error' | 'music'

export type Config = {
  /** The server's address with a slash at its end. */
  endpoint: string
  /** Given by the page, which then decides who its user is. */
  userId: string | undefined
  watches: (kind: Kind) => boolean
  /** Such as `Ctrl+Shift+A`; empty: none. */
  hotkey: string
  lang: string | undefined
  writeKey: string | undefined
}

/**
 * Reads the `data-*` attributes.
 * @throws TypeError when `data-endpoint`, which may be relative to the script, is no address
 */
export function readConfig({ src, dataset }: HTMLScriptElement): Config {
  const { autotrack = 'true', endpoint, hotkey = 'Ctrl+Shift+A', key, lang, userId } = dataset
  return {
    endpoint: new URL(endpoint || '.', src).href.replace(/\/*$/, '/'),
    userId,
    watches: (kind) => autotrack.includes('true') || autotrack.includes(kind),
    hotkey,
    lang,
    writeKey: key,
  }
}
