type Frame = { name: string; location: string }

/** `at name (https://host/app.js:10:15)`, as Chrome and Node.js write. */
const AT_NAME = /^at (.+?) \(([^()]+)\)$/
const AT = /^at (?:async )?([^()\s]+)$/
/** `name@https://host/app.js:10:15`, as Firefox and Safari write. */
const NAME_AT = /^([^@]*)@(\S+)$/
const HAS_PLACE = /:\d+$/

/** A line that is part of the message may begin like a frame, but it names no line of a file. */
const MOST_LINES = 50
const LONGEST_LINE = 1_000
const LONGEST_NAME = 100

/**
 * Where an error was thrown, by the stack of Chrome, Firefox or Safari: `function (file)`, without what changes with each
 * build. Code of the browser itself is passed over.
 * @returns undefined where the stack doesn't tell
 */
export function topFrame(stack: string): string | undefined {
  for (const line of stack.split('\n', MOST_LINES)) {
    const frame = line.length > LONGEST_LINE ? undefined : frameIn(line.trim())
    if (frame === undefined) continue
    const [name, file] = [nameOf(frame.name), fileOf(frame.location)]
    return (name === '' ? file : `${name} (${file})`).toWellFormed()
  }
  return undefined
}

function frameIn(line: string): Frame | undefined {
  const [, name = '', location = ''] = AT_NAME.exec(line) ?? NAME_AT.exec(line) ?? []
  if (HAS_PLACE.test(location)) return { name, location }
  const [, alone = ''] = AT.exec(line) ?? []
  if (HAS_PLACE.test(alone)) return { name: '', location: alone }
  // Safari's, of code outside of any function.
  return /^\S+:\/\/\S+:\d+$/.test(line) ? { name: '', location: line } : undefined
}

/** As all browsers would have it; none where a minifier has given it. */
function nameOf(name: string): string {
  const bare = name
    .replace(/ \[as .*\]$/, '')
    .replace(/^(?:async[ *]|new |get |set |promise callback\*|setTimeout handler\*)+/, '')
    .replace(/(?:\/|<)+$/g, '')
  const last = /[^./<>\s]*$/.exec(bare)?.[0] ?? ''
  if (/^(?:global code|module code|eval code|anonymous|)$/.test(bare) || last.length <= 2) return ''
  return last.slice(0, LONGEST_NAME).replace(/\p{N}+/gu, '#')
}

/** The name of the file, without address, place and hash. */
function fileOf(location: string): string {
  const path = location
    .replace(/(?::\d+){1,2}$/, '')
    .replace(/[?#].*$/, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
  const base = path.split(/[/\\]/).findLast((part) => part !== '') ?? '/'
  return base
    .slice(0, LONGEST_NAME)
    .split(/(?=\.)/)
    .map((part) => part.replace(HASH, ''))
    .join('')
    .replace(/\p{N}+/gu, '#')
}

/** Of a bundler: `-3f2a9c1b`, `.3f2a9c1b`, `-BxY12_Zq`, `-ABCDEFGH`. */
const HASH = /(?:^\.|[-_])(?:(?=[a-f]*\d)[0-9a-f]{6,64}|(?=[a-z_-]*[A-Z0-9])[\w-]{8}|(?=[a-zA-Z]*\d)[A-Za-z0-9]{9,64})$/
