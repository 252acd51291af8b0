/** Why the server gave no numbers. `refused`: it wants a (better) token. `unreachable`: no answer came. */
export type Failure = { kind: 'refused' | 'unreachable' | 'failing'; message: string }

/**
 * What an error of the typed client means. Such an error has `data` when the server answered; anything else comes from
 * the network, or from something between that speaks no tRPC.
 */
export function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const status = httpStatusOf(error)
  if (status === 401 || status === 403) return { kind: 'refused', message }
  return { kind: status === undefined ? 'unreachable' : 'failing', message }
}

function httpStatusOf(error: unknown): number | undefined {
  const status = field(field(error, 'data'), 'httpStatus')
  if (typeof status === 'number') return status
  // The event stream's client reports a refused connection by the HTTP status on the event that caused the error.
  const code = field(field(error, 'cause'), 'code') ?? field(error, 'code')
  return typeof code === 'number' && code >= 100 && code < 600 ? code : undefined
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
