// The script element is known only while the script is read.
const debug = document.currentScript?.getAttribute('data-debug') ?? 'false'

/** Says something on the console, with `data-debug` alone. */
export function log(...what: unknown[]) {
  if (debug !== 'false') console.info('[son1k]', ...what)
}
