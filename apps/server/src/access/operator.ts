import { userInfo } from 'node:os'
import type { FastifyRequest } from 'fastify'

const HEADER = 'x-operator'
const UNKNOWN = 'unknown user'
const LONGEST = 64

/** Says who runs a command, to a server that has no other way to know: who holds its secret is believed. */
export const operatorHeader = (): Record<string, string> => ({ [HEADER]: encodeURIComponent(nameOfUser()) })

/** Who runs the command that asks, as it says itself. */
export function operatorOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  try {
    const name = decodeURIComponent(String(headers[HEADER] ?? ''))
    return name.replace(/\p{Cc}/gu, '').slice(0, LONGEST) || UNKNOWN
  } catch {
    return UNKNOWN
  }
}

/** In a container, a user may have a number alone. */
function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.()}`
  }
}
