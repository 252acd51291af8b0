import type { FastifyRequest } from 'fastify'
import type { AccessRules } from './authority.js'
import { bearerOf } from './bearer.js'
import { operatorOf } from './operator.js'
import type { Holder, Register } from './register.js'

/**
 * Who administers, in words that the audit keeps: `command line (ana)`, after the user of the operating system; `token 3
 * (backup job)`, after its label; `ADMIN_TOKEN`, that of the environment; each of these tokens also as `login with …`.
 * @param request that was found to be an administrator's
 */
export function actorOf(
  request: FastifyRequest,
  { control, register, sessions }: Pick<AccessRules, 'control' | 'register' | 'sessions'>,
): string {
  if (control.vouchesFor(request)) return `command line (${operatorOf(request)})`
  const shown = bearerOf(request)
  if (shown !== undefined) return nameOf(register.holderOf(shown), register)
  return `login with ${nameOf(sessions.holderOf(request), register)}`
}

function nameOf(holder: Holder | undefined, register: Register): string {
  if (holder === undefined) return 'a token that was just revoked'
  if (holder.id === 'environment') return 'ADMIN_TOKEN'
  const label = register.labelOf(holder.id)
  return label === '' ? `token ${holder.id}` : `token ${holder.id} (${label})`
}
