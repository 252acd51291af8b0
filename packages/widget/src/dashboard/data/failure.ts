import { field } from './server-error.js'

/** Why the server gave no numbers. `refused`: it wants a (better) token. `unreachable`: no answer came. */
export type Failure = { kind: 'refused' | 'unreachable' | 'failing'; message: string }

/** What an error means. It has `data` when the server answered; anything else comes from the network, or from something between. */
export function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const status = field(field(error, 'data'), 'httpStatus')
  if (status === 401 || status === 403) return { kind: 'refused', message }
  return { kind: status === undefined ? 'unreachable' : 'failing', message }
}
