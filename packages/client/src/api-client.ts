import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import { EventSource } from 'eventsource'
import type { AppRouter } from './app-router.js'
import { eventStreamFetch } from './event-stream-fetch.js'
import { type FetchLike, toFetch } from './fetch.js'

export type ApiClient = TRPCClient<AppRouter>

export type ApiClientOptions = {
  /** Of the procedures, such as `http://localhost:8002/trpc`. */
  url: string
  /** By default the global one. */
  fetch?: FetchLike | undefined
  /** Asked at each request. */
  headers?: (() => Record<string, string>) | undefined
}

/** All procedures. Tokens go into headers, of the stream too, so that they are in no address and in no log. */
export function createApiClient({ url, headers = () => ({}), ...options }: ApiClientOptions): ApiClient {
  const fetch = toFetch(options.fetch)
  const streamFetch = eventStreamFetch(fetch)
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => streamFetch(input, { ...init, headers: { ...init.headers, ...headers() } }),
          },
        }),
        // Servers and proxies refuse the address of a very large batch, so it goes in parts.
        false: httpBatchLink({ url, fetch, headers, maxURLLength: 2_000 }),
      }),
    ],
  })
}
