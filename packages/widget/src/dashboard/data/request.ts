import { field, toServerError } from './server-error.js'

/** Where the server is, with a slash at its end, the token of who asks, and the app that is asked about. */
export type Server = { endpoint: string; token?: string | undefined; app?: string | undefined }

/** `body`: of a change, which is POSTed; without, a question is asked. */
export type Sent = { signal: AbortSignal; body?: unknown }

/** Calls a procedure. Sends the token in a header, so that it is in no address and in no log. Rejects at any refusal. */
export async function request(
  { endpoint, token, app }: Server,
  path: string,
  { signal, body }: Sent,
): Promise<Response> {
  const response = await fetch(`${endpoint}trpc/${path}`, {
    signal,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(app !== undefined && { 'x-app': app }),
    },
  })
  if (!response.ok) throw toServerError(field(await response.json(), 'error'))
  return response
}
