/** A JSON value, as `params` and `metadata` carry it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** How deep a JSON value nests: a scalar is 0, `{}` is 1, `{"a":{}}` is 2. Stops counting at `limit + 1`. */
export function jsonDepth(value: Json, limit: number): number {
  if (typeof value !== 'object' || value === null) return 0
  if (limit <= 0) return 1
  let deepest = 0
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    deepest = Math.max(deepest, jsonDepth(child, limit - 1))
  }
  return deepest + 1
}

/** Bytes of a well-formed text in UTF-8, without encoding it. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // Each half of a surrogate pair counts 2: together the 4 bytes of their code point.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3
  }
  return bytes
}
