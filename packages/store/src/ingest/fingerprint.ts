import { topFrame } from './top-frame.js'

/** A longer one says no more about which error it is. */
const MESSAGE_LENGTH = 300
const NO_MESSAGE = '<no message>'

/**
 * What changes from one occurrence of an error to the next, and what stands for it: in this order, since an address may be
 * inside quotes, and has numbers itself. No placeholder holds anything that is taken out.
 */
const VARIABLE: [RegExp, string][] = [
  [/\s+/gu, ' '],
  // What browsers put before a message, each another.
  [/^ ?(?:uncaught )?(?:\(in promise\) |exception: )?/i, ''],
  [/\b(?:[a-z][a-z0-9+.-]{0,20}:\/\/|data:|blob:)[^\s"'`<>()[\]{}“”‘’«»]+/giu, '<url>'],
  [/"[^"]*"|`[^`]*`|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]/gu, '<text>'],
  // An apostrophe stands between letters, a quotation mark doesn't.
  [/(?<![\p{L}\p{N}])(?:'[^']*'|‘[^‘’]*’)(?![\p{L}\p{N}])/gu, '<text>'],
  [/(?<![\p{L}\p{N}\\])[a-z]:\\[^\s"'<>()|]*/giu, '<path>'],
  [/(?<![\p{L}\p{N}.~/<])(?:\.{1,2}|~)?(?:\/[^\s/"'<>()[\]{},;:]+)+\/?/gu, '<path>'],
  [/(?<![\p{L}\p{N}<./-])[a-z_][\w.-]*(?:\/[\w.-]+){2,}/giu, '<path>'],
  [/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/gu, '#'],
  // UUIDs and addresses in memory; then hashes, tokens and ids, which mix letters and digits.
  [/(?<![\p{L}\p{N}])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|0x[0-9a-f]+)(?![\p{L}\p{N}])/giu, '#'],
  [/(?:(?<![\p{L}\p{N}#>)])[-+−])?(?<![\p{L}\p{N}])(?=[a-f]*[0-9])[0-9a-f]{8,}(?![\p{L}\p{N}])/giu, '#'],
  [/(?<![\p{L}\p{N}_-])(?=[a-z_-]*[0-9])(?=[0-9_-]*[a-z])[\w-]{16,}(?![\p{L}\p{N}])/giu, '#'],
  [/(?<![\p{L}\p{N}_-])[a-z_-]*[0-9]+[a-z]+[0-9][\w-]*(?![\p{L}\p{N}])/giu, '#'],
  // Numbers, dates, times, versions, IP addresses.
  [/(?:(?<![\p{L}\p{N}#>)])[-+−])?\p{N}+(?:(?:[.,:/-]|[eE][-+]?)\p{N}+)*/gu, '#'],
  [/#(?:[\s,;]+#)+/gu, '#'],
]

/**
 * Which error it is, as a text that can be read: all its occurrences have the same, also in other browsers and builds. It is
 * the message without numbers, ids, addresses, paths and what stands in quotes, cut at 300 characters; and the function and
 * file in which it was thrown, where the stack of Chrome, Firefox or Safari tells.
 */
export function fingerprint(message: string, stack?: string): string {
  const kept = cut(VARIABLE.reduce((text, [what, by]) => text.replace(what, by), message).trim())
  const frame = stack === undefined ? undefined : topFrame(stack)
  return frame === undefined ? kept || NO_MESSAGE : `${kept || NO_MESSAGE} @ ${frame}`
}

/** Between two characters, not within one. */
const cut = (text: string) => (text.length > MESSAGE_LENGTH ? text.slice(0, MESSAGE_LENGTH).toWellFormed() : text)
