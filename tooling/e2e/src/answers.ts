import { createAnalytics, type LiveSnapshot } from '@son1k/client'
import type { TestServer } from './start-server.js'

/** `data` of `GET /api/analytics`. */
export type RestNumbers = {
  music_metrics: {
    total_generations: number
    successful_generations: number
    failed_generations: number
    avg_duration: number
    avg_generation_time: number
    ai_usage_count: number
  }
  session_metrics: { total_sessions: number; unique_users: number; avg_session_duration: number }
  popular_styles: { style: string; count: number }[]
  popular_prompts: { prompt: string; count: number }[]
  ai_usage_by_day: { date: string; count: number }[]
}

/** Reads the numbers as the programs do that speak REST. */
export async function restNumbers({ origin }: TestServer): Promise<RestNumbers> {
  const answer = await fetch(`${origin}/api/analytics?days=1`)
  const body = await answer.json()
  if (!answer.ok || body.success !== true) throw new Error(`GET /api/analytics answered ${JSON.stringify(body)}`)
  return body.data
}

/** How many tracks the server knows, failed ones included. */
export async function countGenerations(server: TestServer): Promise<number> {
  return (await restNumbers(server)).music_metrics.total_generations
}

/** How often each prompt was generated with success. */
export async function countPrompts(server: TestServer): Promise<Record<string, number>> {
  const { popular_prompts } = await restNumbers(server)
  return Object.fromEntries(popular_prompts.map(({ prompt, count }) => [prompt, count]))
}

/** How many events of any kind are stored. */
export async function countEvents({ origin }: TestServer): Promise<number> {
  await using analytics = createAnalytics({ url: origin })
  return (await analytics.api.system.status.query()).database.events
}

/** The last events, the newest first. */
export async function recentEvents({ origin }: TestServer): Promise<LiveSnapshot['recentEvents']> {
  await using analytics = createAnalytics({ url: origin })
  const snapshot = await new Promise<LiveSnapshot>((resolve, reject) => {
    const subscription = analytics.api.analytics.live.subscribe(undefined, {
      onError: reject,
      onData(data) {
        subscription.unsubscribe()
        resolve(data)
      },
    })
  })
  return snapshot.recentEvents
}
