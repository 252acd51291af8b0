import fc from 'fast-check'
import { hostileText, hostileValue, RawJson, toJson } from './hostile-values.js'

/** One change to a value: which of its parts, and what becomes of it. */
type Change = { place: number; how: 'replace' | 'remove' | 'add' | 'rename' | 'repeat'; key: string; value: unknown }

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(1_000),
  how: fc.constantFrom<Change['how']>('replace', 'replace', 'replace', 'remove', 'add', 'rename', 'repeat'),
  key: hostileText,
  value: hostileValue,
})

/** A value with up to three changes somewhere in it; a third is left as it is. */
export const spoiled = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      values,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 4, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) },
      ),
    )
    .map(([value, changes]) => changes.reduce<unknown>(changed, value))

/** The parts of a value, with what holds them. */
type Part = { value: unknown; put: (value: unknown) => void; holder?: object; key?: string }

function changed(whole: unknown, { place, how, key, value }: Change): unknown {
  const box = { whole: copyOf(whole) }
  const parts: Part[] = [{ value: box.whole, put: (next) => put(box, 'whole', next) }]
  // Breadth first, as it grows.
  for (const { value: holder } of parts) {
    if (typeof holder !== 'object' || holder === null || holder instanceof RawJson) continue
    for (const [name, each] of Object.entries(holder))
      parts.push({ value: each, put: (next) => put(holder, name, next), holder, key: name })
  }
  const part = parts[place % parts.length]
  if (part === undefined) return box.whole
  switch (how) {
    case 'replace':
      part.put(value)
      break
    case 'remove':
      if (part.holder !== undefined && part.key !== undefined) Reflect.deleteProperty(part.holder, part.key)
      break
    case 'add':
      if (isPlain(part.value)) put(part.value, key, value)
      break
    case 'rename':
      if (part.holder !== undefined && part.key !== undefined && isPlain(part.holder)) {
        Reflect.deleteProperty(part.holder, part.key)
        put(part.holder, key, part.value)
      }
      break
    case 'repeat':
      if (Array.isArray(part.value)) part.put(Array.from({ length: 600 }, () => part.value))
      else part.put(Array.from({ length: 40 }, () => part.value))
      break
  }
  return box.whole
}

/** Also where the key is `__proto__`. */
const put = (holder: object, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof RawJson) && !Array.isArray(value)

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof RawJson) return value
  if (Array.isArray(value)) return value.map(copyOf)
  const copy = {}
  for (const [key, each] of Object.entries(value)) put(copy, key, copyOf(each))
  return copy
}

/** One change to bytes: where (from 0 to 1), how many go, and what comes there. */
const cut = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  gone: fc.constantFrom(0, 1, 10, 1_000_000),
  come: fc.oneof(
    fc.constantFrom(
      Buffer.from([0xff]),
      Buffer.from([0xc0, 0x80]),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from([0xf4, 0x90, 0x80, 0x80]),
      Buffer.from([0]),
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from('"a":1,"a":2,'),
      Buffer.from('"__proto__":{"a":1},'),
      Buffer.from('}'),
      Buffer.from('{'),
      Buffer.from('"'),
      Buffer.from('['.repeat(3_000)),
    ),
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  ),
})

/** A value as a body: most as JSON that is whole, some with bytes changed. */
export const bodyOf = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      values.map(toJson),
      fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: cut }),
    )
    .map(([json, change]) => {
      const bytes = Buffer.from(json)
      if (change === undefined) return bytes
      const at = Math.floor(change.where * bytes.length)
      return Buffer.concat([bytes.subarray(0, at), change.come, bytes.subarray(at + change.gone)])
    })
