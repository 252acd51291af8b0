/** What the server refused with: its message, and the status of HTTP in `data`. */
class ServerError extends Error {
  constructor(
    message: string,
    readonly data: { httpStatus: number },
  ) {
    super(message)
  }
}

/** An error as tRPC writes it. Anything else, such as a proxy's page, is an answer of somebody between. */
export function toServerError(error: unknown): Error {
  const message = field(error, 'message')
  const httpStatus = field(field(error, 'data'), 'httpStatus')
  return typeof message === 'string' && typeof httpStatus === 'number'
    ? new ServerError(message, { httpStatus })
    : new Error('The answer is not one of the server.')
}

/** Of what may be anything. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
