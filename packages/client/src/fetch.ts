/** The part of a `Response` that is used. */
export type FetchResponse = {
  readonly ok: boolean
  readonly status: number
  readonly url: string
  readonly redirected: boolean
  readonly headers: { get(name: string): string | null }
  readonly body: unknown
  json(): Promise<unknown>
}

/**
 * The part of `fetch` that is used; the real one fits. Spelled out, because neither Node's types nor the browser's can
 * be counted on. `init` also carries a `signal`.
 */
export type FetchLike = (
  url: string,
  init?: { method?: string; headers?: Record<string, string>; body?: string; keepalive?: boolean },
) => Promise<FetchResponse>

/** The `fetch` to use, looked up at each call, because pages and tests replace the global one. */
export function toFetch(fetch: FetchLike | undefined): typeof globalThis.fetch {
  return (input, init) => (fetch === undefined ? globalThis.fetch : asRealFetch(fetch))(input, init)
}

/** Whoever brings a `fetch` brings one that answers a `Response`, of which `FetchLike` names the part that we know is used. */
function asRealFetch(fetch: FetchLike): typeof globalThis.fetch {
  return fetch as unknown as typeof globalThis.fetch
}
