import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { hostileText, toJson } from './hostile-values.js'
import { bodyOf, spoiled } from './spoil.js'
import { type Schema, valuesOf } from './values-of-schema.js'

/** Something that can be asked for, and of what form its input is. */
export type Target = {
  method: string
  path: string
  input: { in: 'body' | 'input' | 'query'; schema: Schema } | undefined
}

/** A request as it goes over the wire. */
export type HostileRequest = { method: string; path: string; headers: [string, string][]; body: Buffer }

/** `secrets`: the tokens and keys that requests may show. */
export function hostileRequests(targets: Target[], secrets: string[]): fc.Arbitrary<HostileRequest> {
  const requestsByMethod = (isPost: boolean) =>
    targets.filter(({ method }) => (method === 'POST') === isPost).map((target) => requestsTo(target, secrets))
  return fc.oneof(
    // What may store something more often than questions, of which there are more, and which cost more to answer.
    { weight: 9, arbitrary: fc.oneof(...requestsByMethod(true)) },
    { weight: 3, arbitrary: fc.oneof(...requestsByMethod(false)) },
    { weight: 2, arbitrary: strayRequests(targets, secrets) },
  )
}

function requestsTo({ method, path, input }: Target, secrets: string[]): fc.Arbitrary<HostileRequest> {
  const base = { method: methodLike(method), headers: headersWith(secrets) }
  if (input === undefined)
    return fc
      .record({ ...base, query: rareQuery })
      .map(({ query, ...rest }) => ({ ...rest, path: path + query, body: Buffer.alloc(0) }))
  const values = spoiled(valuesOf(input.schema))
  switch (input.in) {
    case 'body':
      return fc
        .record({ ...base, query: rareQuery, body: bodyOf(values), isPacked: rarely })
        .map(({ query, body, isPacked, headers, ...rest }) => ({
          ...rest,
          path: path + query,
          body: isPacked ? gzipSync(body) : body,
          headers: isPacked ? [...headers, ['Content-Encoding', 'gzip'] as [string, string]] : headers,
        }))
    case 'input':
      return fc.record({ ...base, input: bodyOf(values) }).map(({ input: json, ...rest }) => ({
        ...rest,
        path: `${path}?input=${escapeAll(json.subarray(0, 4_000))}`,
        body: Buffer.alloc(0),
      }))
    case 'query':
      return fc
        .record({ ...base, fields: values })
        .map(({ fields, ...rest }) => ({ ...rest, path: `${path}?${queryOf(fields)}`, body: Buffer.alloc(0) }))
  }
}

const rarely = fc.integer({ min: 0, max: 19 }).map((chance) => chance === 0)

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH']
const methodLike = (method: string) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(method) }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) })

const QUERIES = [
  '?',
  '?batch=1',
  '?batch=1&input=%7B%220%22%3A%7B%7D%7D',
  '?batch=x&input=1',
  '?input',
  '?input=',
  '?input=null&input=%7B%7D',
  '?input[a]=1',
  '?__proto__[a]=1&constructor.prototype.a=1',
  '?%00=%ff&%c0%af=%ed%a0%80',
  '?a=%',
  `?${'a=1&'.repeat(500)}`,
  `?a=${'x'.repeat(7_000)}`,
  '?days=7&days=8',
  '?connectionParams=%7B%7D',
  '?lastEventId=1',
  '#a',
  ';a=b',
]
const rareQuery = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(...QUERIES) },
)

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'text/plain;charset=UTF-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/octet-stream',
  'application/xml',
  'application/json, text/plain',
  '*/*',
  ';',
  '/',
  'x'.repeat(500),
]
const type = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
)

const ODD_HEADERS: [string, string][] = [
  ['Accept', 'application/jsonl'],
  ['Accept', 'text/event-stream'],
  ['Accept', 'x'.repeat(3_000)],
  ['Accept-Encoding', 'gzip, br, zstd;q=0, *;q=x'],
  ['Accept-Encoding', 'deflate;q=1e9'],
  ['trpc-accept', 'application/jsonl'],
  ['trpc-accept', 'x'],
  ['x-trpc-source', '\xff\xfe'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'br'],
  ['Content-Encoding', 'gzip, gzip, gzip'],
  ['Content-Encoding', '__proto__'],
  ['Expect', '200-ok'],
  ['Origin', 'null'],
  ['Origin', 'http://evil.example'],
  ['Origin', 'not an origin'],
  ['Origin', 'http://localhost:1'],
  ['Access-Control-Request-Method', 'X'],
  ['Access-Control-Request-Headers', 'a, b, \xff'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Site', '__proto__'],
  ['X-Forwarded-For', '203.0.113.9, not an address, ::ffff:1.2.3.4'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'javascript'],
  ['Forwarded', 'for="_x";host=evil.example'],
  ['Via', '1.1 x'],
  ['Cookie', 'son1k_session=; __proto__=1; ;;;=a'],
  ['Cookie', `son1k_session=${'A'.repeat(43)}`],
  ['Cookie', 'x'.repeat(4_000)],
  ['User-Agent', ''],
  ['User-Agent', '\xf0\x9f\x8e\xb5'],
  ['User-Agent', `Mozilla/5.0 ${'('.repeat(2_000)}`],
  ['User-Agent', 'Mozilla/5.0 (X11; Linux) '.repeat(80)],
  ['Range', 'bytes=0-,5-,-1'],
  ['If-None-Match', '*'],
  ['If-Modified-Since', 'yesterday'],
  ['Upgrade', 'websocket'],
  ['Last-Event-ID', '\xff'],
  ['X-App', 'default'],
  ['X-App', 'no-such-app'],
  ['X-App', '__proto__'],
  ['X-Write-Key', '__proto__'],
  ['Authorization', 'Bearer'],
  ['Authorization', 'Bearer  a b'],
  ['Authorization', 'Basic YTpi'],
  ['Authorization', `Bearer ${'x'.repeat(3_000)}`],
  ['X-HTTP-Method-Override', 'DELETE'],
]

function headersWith(secrets: string[]): fc.Arbitrary<[string, string][]> {
  const shown = fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...secrets)
        .map((secret): [string, string][] => [['Authorization', `Bearer ${secret}`]]),
    },
  )
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...secrets).map((secret): [string, string][] => [['X-Write-Key', secret]]),
    },
  )
  const odd = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...ODD_HEADERS), { minLength: 1, maxLength: 3 }) },
  )
  return fc
    .tuple(type, shown, key, odd)
    .map(([contentType, ...lists]) => [['Content-Type', contentType], ...lists.flat()])
}

const SEGMENTS = [
  '',
  '.',
  '..',
  '%2e%2e',
  '%2f',
  '%5c',
  '%00',
  '%c0%af',
  '%ff',
  '%',
  '*',
  ':path',
  '__proto__',
  'constructor',
]

/** Requests to addresses that are none, or like those that are. */
function strayRequests(targets: Target[], secrets: string[]): fc.Arbitrary<HostileRequest> {
  const names = targets.map(({ path }) => path.slice(1))
  const segment = fc.oneof(fc.constantFrom(...SEGMENTS), fc.constantFrom(...names), hostileText.map(asPath))
  const joined = fc
    .tuple(
      fc.array(segment, { maxLength: 5 }),
      fc.constantFrom('/', '/', '//', '/trpc/', '/api/', '/demo/', '/assets/', '/trpc/,'),
    )
    .map(([segments, start]) => start + segments.join('/'))
  const called = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 12 }).map((several) => {
    const calls = several.map((name) => name.replace(/^.*\//, '')).join(',')
    return `/trpc/${calls}?batch=1&input=${encodeURIComponent('{"0":{"range":{"days":7}},"1":null,"x":1}')}`
  })
  return fc
    .record({
      method: fc.constantFrom('GET', 'GET', 'GET', ...METHODS),
      path: fc.oneof({ weight: 2, arbitrary: joined }, { weight: 1, arbitrary: called }),
      query: rareQuery,
      headers: headersWith(secrets),
      body: fc.oneof(fc.constant(Buffer.alloc(0)), fc.constant(Buffer.from('{}'))),
    })
    .map(({ query, path, ...rest }) => ({ ...rest, path: path.slice(0, 8_000) + query }))
}

const asPath = (text: string) => escapeAll(Buffer.from(text.slice(0, 500)))

const ESCAPED = Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte)
  return /[\w.-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`
})

/** Bytes in an address, also those that are no text. */
const escapeAll = (bytes: Buffer) => Array.from(bytes, (byte) => ESCAPED[byte]).join('')

function queryOf(fields: unknown): string {
  if (typeof fields !== 'object' || fields === null) return escapeAll(Buffer.from(toJson(fields)))
  const pairs = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'string' ? value : toJson(value)
    return `${escapeAll(Buffer.from(name))}=${escapeAll(Buffer.from(text.slice(0, 4_000)))}`
  })
  return pairs.join('&').slice(0, 9_000)
}

/** The bytes of a request. It is framed well: what is not is no request, and has tests of its own. */
export function toWire({ method, path, headers, body }: HostileRequest): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body.length > 0 || method === 'POST' ? [`Content-Length: ${body.length}`] : []),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}
