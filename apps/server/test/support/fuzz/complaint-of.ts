import type { HostileRequest } from './hostile-requests.js'
import type { Answer } from './keep-alive.js'

/** What only our own code, its libraries or its machine know. None of it is in what is sent. */
const INTERNALS =
  /\n\s+at |\(?file:\/\/|node_modules|node:internal|\/dist\/|SQLITE_|Libsql|drizzle|(?:Type|Range|Reference|Syntax|Zod|TRPC)Error|FST_ERR|ERR_[A-Z]|is not a function|of undefined/
const FAILED = /"code":"INTERNAL"|INTERNAL_SERVER_ERROR|Something went wrong/

/** What is wrong with an answer; undefined where nothing is. */
export function complaintOf({ method, path }: HostileRequest, { status, headers, body }: Answer): string | undefined {
  const isStated = status === 503 && /^\d+$/.test(headers.get('retry-after') ?? '')
  if (status >= 500 && !isStated) return 'it failed'
  if (FAILED.test(body)) return 'a part of it failed'
  const internals = INTERNALS.exec(body)?.[0]
  if (internals !== undefined) return `it tells of internals: ${internals}`
  if (headers.get('x-content-type-options') !== 'nosniff') return 'its type may be guessed'
  if (headers.has('set-cookie') && !/^\/api\/log(in|out)/.test(path)) return 'it sets a cookie'
  if (/^(\/\/|[a-z]+:|\\)/i.test(headers.get('location') ?? '')) return 'it leads elsewhere'
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('text/html') && !headers.has('content-security-policy')) return 'it is a page without a policy'
  if (status < 400 || method === 'HEAD') return undefined
  return type.startsWith('application/json') ? complaintOfError(body) : `an error of the type ${type}`
}

function complaintOfError(body: string): string | undefined {
  const answer = tryJson(body)
  const errors = Array.isArray(answer) ? answer : [answer]
  return errors.every((each) => isResult(each) || isOfTrpc(each) || isOfRest(each)) ? undefined : 'it has no envelope'
}

const CODE = /^[A-Z_]+$/
const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isCode = (value: unknown) => typeof value === 'string' && CODE.test(value)

function isOfRest(answer: unknown): boolean {
  const { success, error, timestamp } = fieldsOf(answer)
  return success === false && isText(timestamp) && isCode(fieldsOf(error).code) && isText(fieldsOf(error).message)
}

function isOfTrpc(answer: unknown): boolean {
  const { message, data } = fieldsOf(fieldsOf(answer).error)
  return isText(message) && isCode(fieldsOf(fieldsOf(data).analytics).code) && !('stack' in fieldsOf(data))
}

/** Of calls that were made together, some may succeed. */
const isResult = (answer: unknown) => 'result' in fieldsOf(answer)

/** Holds at run time: what is no object has no fields. */
const fieldsOf = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
