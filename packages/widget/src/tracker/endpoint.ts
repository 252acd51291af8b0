/**
 * The server's address without a slash at its end: where the script came from, or `data-endpoint`, which may be relative to it.
 * @throws TypeError when that is no address
 */
export const readEndpoint = ({ src, dataset }: HTMLScriptElement): string =>
  new URL(dataset.endpoint || '.', src).href.replace(/\/*$/, '')
