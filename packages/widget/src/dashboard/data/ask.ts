import type { RouterInputs, RouterOutputs } from '@son1k/client'
import { request, type Server } from './request.js'
import { field } from './server-error.js'

/** Asks a procedure, such as `analytics.summary`. Rejects with an error that `toFailure` understands. */
export type Ask = <
  Room extends keyof RouterInputs & keyof RouterOutputs,
  Name extends keyof RouterInputs[Room] & keyof RouterOutputs[Room] & string,
>(
  path: `${Room}.${Name}`,
  input: RouterInputs[Room][Name],
  signal: AbortSignal,
) => Promise<RouterOutputs[Room][Name]>

/** Of tRPC's protocol a reader needs one GET a question: its client would be a quarter of the dashboard's bytes. */
export function createAsk(server: Server): Ask {
  return async (path, input, signal) => {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
    const response = await request(server, path + query, { signal })
    return answerOf(await response.json())
  }
}

/** Has a procedure change something, such as `admin.createToken`. Rejects as an asking does. */
export function createChange(server: Server): Ask {
  return async (path, input, signal) => answerOf(await (await request(server, path, { signal, body: input })).json())
}

/** The server checks what it answers against the very types that the caller sees. */
const answerOf = <Answer>(body: unknown) => field(field(body, 'result'), 'data') as Answer
