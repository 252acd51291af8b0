import { field } from './server-error.js'

/** How a person stands with the server: whether it remembers who signed in, and the apps that may be looked at. */
export type Login = { isSignedIn: boolean; apps: { slug: string; name: string }[] }

/** Of the full page alone: the browser keeps a cookie there, which no script sees. Resolves to nothing at any refusal. */
export type LoginService = {
  read(): Promise<Login | undefined>
  begin(token: string): Promise<Login | undefined>
  end(): Promise<Login | undefined>
}

/** @param endpoint with a slash at its end */
export const createLoginService = (endpoint: string): LoginService => ({
  read: () => ask(`${endpoint}api/login`),
  begin: (token) => ask(`${endpoint}api/login`, { token }),
  end: () => ask(`${endpoint}api/logout`, {}),
})

async function ask(address: string, body?: object): Promise<Login | undefined> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const response = await fetch(address, body && sent)
    return response.ok ? loginOf(await response.json()) : undefined
  } catch {
    return undefined
  }
}

/** The server checks what it answers. */
const loginOf = (answer: unknown): Login => ({
  isSignedIn: field(answer, 'signed_in') === true,
  apps: field(answer, 'apps') as Login['apps'],
})
