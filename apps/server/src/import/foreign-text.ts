import { LIMITS } from '@son1k/contract'

/** A text of another system, at most as long as a label may be here; nothing, where it is none or empty. */
export const labelOf = (value: unknown): string | undefined => cut(value, LIMITS.labelLength)

/** The path of an address or a path, without query and hash. */
export function pathOf(value: unknown): string | undefined {
  const text = cut(value, LIMITS.messageLength)
  if (text === undefined) return undefined
  const path = URL.canParse(text) ? new URL(text).pathname : text
  return labelOf(path.replace(/[?#].*/s, ''))
}

function cut(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.slice(0, length).toWellFormed().replaceAll('\0', '\ufffd')
}

/** The fields that are known, and none of the others. */
export const known = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
