import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import { EventSource } from 'eventsource'
import type { AppRouter } from './app-router.js'
import { eventStreamFetch } from './event-stream-fetch.js'

export type ApiClient = TRPCClient<AppRouter>

type ApiClientOptions = {
  url: string
  fetch: typeof globalThis.fetch
  /** Asked at each request. */
  headers: () => Record<string, string>
}

/** All procedures. Tokens go into headers, of the stream too, so that they are in no address and in no log. */
export function createApiClient({ url, fetch, headers }: ApiClientOptions): ApiClient {
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
