import {
  type AppRouter,
  createAnalytics,
  type Event,
  isAnalyticsError,
  type NewEvent,
  type RouterOutputs,
  type Summary,
} from '@son1k/client'
import { createFetchSender, createMemoryStorage, createQueue, dropRefused, type Queue } from '@son1k/client/transport'
import { createTRPCClient, httpBatchLink } from '@trpc/client'

const sessionId = '0193a5a8-7a6e-7cc0-9d0a-0a4b6b1c2d3e'

export async function useEverything(url: string): Promise<void> {
  await using analytics = createAnalytics({
    url,
    userId: 'ana',
    sessionId,
    onError: ({ reason, count }) => [reason, count],
  })
  analytics.track({ type: 'session.start' })
  analytics.track({
    type: 'generation',
    style: 'synthwave',
    durationSeconds: 120,
    params: { seed: 7, tags: ['a', null] },
  })
  analytics.track({ type: 'interaction', action: 'save', element: 'BUTTON', userId: 'eva' })
  const generation = analytics.generation.start({ style: 'synthwave' })
  generation.fail(new Error('out of memory'), { params: { model: 'small' } })
  await analytics.flush()
  const waiting: number = analytics.status().queueLength + (analytics.status().drops.QUEUE_FULL ?? 0)

  const summary: Summary = await analytics.api.analytics.summary.query({ range: { days: 7 }, compare: true })
  const same: RouterOutputs['analytics']['summary'] = summary
  const p95: number | null = same.generations.generationSeconds.p95
  const subscription = analytics.api.analytics.live.subscribe(undefined, {
    onData: ({ recentEvents, today }) => [recentEvents.map(({ at }) => at.length), today.failed, waiting, p95],
    onError: (error) => error.data?.analytics.code,
  })
  subscription.unsubscribe()

  try {
    await analytics.api.session.end.mutate({ sessionId })
  } catch (error) {
    if (isAnalyticsError(error) && error.data?.analytics.code === 'VALIDATION_FAILED') {
      const paths: string[] = error.data.analytics.issues.map(({ path }) => path)
      throw new Error(paths.join(), { cause: error })
    }
  }
}

/** Without shared fields each event names its own. A token may be asked for at each request. */
export function nameEachUser(url: string, readToken: () => string | undefined): void {
  const analytics = createAnalytics({ url, token: readToken, fetch: globalThis.fetch })
  const event: NewEvent = { type: 'generation', userId: 'ana' }
  analytics.track(event)
}

export const own = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: 'http://127.0.0.1:8002/trpc' })] })
export const ownAnswer: Promise<{ sessionId: string }> = own.session.start.mutate({ userId: 'ana' })

export function ownQueue(url: string): Queue {
  const queue = createQueue({
    send: createFetchSender({ url }),
    rescue: dropRefused,
    storage: createMemoryStorage(),
  })
  const event: Event = { type: 'generation', id: sessionId, occurredAt: '2026-11-23T12:00:00Z', userId: 'ana' }
  void queue.add(event)
  return queue
}
