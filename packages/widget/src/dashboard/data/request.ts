import { field, toServerError } from './server-error.js'

/** Where the server is, with a slash at its end, the token of who asks, and the app that is asked about. */
export type Server = { endpoint: string; token?: string | undefined; app?: string | undefined }

/** GETs from a procedure. Sends the token in a header, so that it is in no address and in no log. Rejects at any refusal. */
export async function request({ endpoint, token, app }: Server, path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(`${endpoint}trpc/${path}`, {
    signal,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(app !== undefined && { 'x-app': app }),
    },
  })
  if (!response.ok) throw toServerError(field(await response.json(), 'error'))
  return response
}
