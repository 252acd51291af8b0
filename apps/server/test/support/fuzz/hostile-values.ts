import { LIMITS } from '@son1k/contract'
import fc from 'fast-check'

/** Texts that have been too much for some program: its database, its spreadsheet, its page, its paths, its parser. */
const KNOWN_TEXTS = [
  '',
  ' ',
  'N/A',
  'null',
  'undefined',
  'true',
  '0',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  "' OR '1'='1",
  "'; DROP TABLE events; --",
  '" UNION SELECT * FROM tokens --',
  '%',
  '_%',
  '*',
  '" OR NEAR(',
  '=HYPERLINK("http://evil.example")',
  '@SUM(1+1)*cmd|/C calc!A0',
  '<script>alert(1)</script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: such a text is meant.
  '${7*7}{{7*7}}',
  '../../../../etc/passwd',
  'C:\\CON\\NUL',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  'a\ud800',
  '\ufeff',
  '\u202egnp.exe',
  '\u2028\u2029',
  'e\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦'.repeat(20),
  'İıſK',
  'ﷺ',
  '\r\nSet-Cookie: a=b',
  '\u001b[31m',
  '2026-02-30T25:61:61Z',
  '0000-00-00T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999999999+23:59',
  'not-a-uuid',
  'son1k_admin_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
]

const LENGTHS = [
  LIMITS.userIdLength,
  LIMITS.labelLength,
  LIMITS.cursorLength,
  LIMITS.messageLength,
  LIMITS.promptLength,
  LIMITS.metadataBytes,
  LIMITS.eventBytes,
]

/** As long as allowed, one less, one more; of letters of one, two, three and four bytes. */
const long = fc
  .tuple(fc.constantFrom(...LENGTHS), fc.constantFrom(-1, 0, 1), fc.constantFrom('x', 'ñ', '音', '🎵', '"', '\\'))
  .map(([length, more, letter]) => letter.repeat(Math.ceil((length + more) / letter.length)).slice(0, length + more))

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KNOWN_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 20 }) },
  { weight: 1, arbitrary: long },
)

const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.1, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 2 ** 63, -(2 ** 63), 1e21),
  fc.double(),
  fc.integer(),
)

const deep = fc
  .tuple(
    fc.constantFrom(3, 5, 6, 6, 50, 50, 2_000, 20_000),
    fc.constantFrom<[string, string]>(['[', ']'], ['{"a":', '}']),
  )
  .map(([depth, [open, close]]) => new RawJson(`${open.repeat(depth)}1${close.repeat(depth)}`))

const manyKeys = fc
  .constantFrom(10, 10, 200, 200, 1_000)
  .map((count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index])))

/** JSON that no value becomes: numbers that are none, keys that are there twice or reach for a prototype. */
const raw = fc
  .constantFrom(
    '1e999',
    '-1e999',
    '-0',
    '1E400',
    '0.1e-999',
    `1${'0'.repeat(400)}`,
    `0.${'1'.repeat(400)}`,
    '{"__proto__":{"admin":true}}',
    '{"__proto__":null}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"\\u005f_proto__":{"admin":true}}',
    '{"a":1,"a":2}',
    '{"toString":1,"valueOf":2,"toJSON":3,"then":4}',
    '{"length":-1,"0":1}',
    '"\\ud800"',
    '"\\u0000"',
    'NaN',
    'Infinity',
    '01',
    '1.',
    '.5',
    "'a'",
    '// a',
    '[1,]',
  )
  .map((text) => new RawJson(text))

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 3, arbitrary: hostileNumber },
  { weight: 2, arbitrary: raw },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}]) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown) },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: manyKeys },
)

/** A part of a JSON text that is written as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** As `JSON.stringify`, with the parts that are written as they are. */
export function toJson(value: unknown): string {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}:${toJson(each)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}
