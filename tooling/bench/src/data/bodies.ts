import type { Event, GenerationEvent } from '@son1k/contract'
import { generateEvents, MIXED } from './generate-events.js'
import { toRestGeneration } from './rest-generation.js'

/**
 * Generations of the last hour, as the old client posts them.
 * @param seed another one gives other generations
 */
export const restBodies = (count: number, seed: number): string[] =>
  takeGenerations(count, seed).map((event) => JSON.stringify(toRestGeneration(event)))

/** The same as the input of `track.generation`, without id and time: each call stores a new one. */
export const procedureBodies = (count: number, seed: number): string[] =>
  takeGenerations(count, seed).map(({ type: _type, id: _id, occurredAt: _occurredAt, ...input }) =>
    JSON.stringify(input),
  )

function takeGenerations(count: number, seed: number): GenerationEvent[] {
  const perSession = { generations: 4, interactions: 0 }
  const volume = { events: count * 1.6, days: 1 / 24, endsAt: Date.now(), seed, perSession }
  return [...generateEvents(volume)].filter((event) => event.type === 'generation').slice(0, count)
}

/**
 * Bodies for `track.batch`, with mixed events of the last days before now.
 * @param seed another one for each call: what was sent before would be a duplicate
 */
export function batchBodies(batches: number, seed: number, { batchSize = 200, days = 1 / 24 } = {}): string[] {
  const sentAt = Date.now()
  const volume = { events: Math.ceil(batches * batchSize * 1.05), days, endsAt: sentAt, seed, perSession: MIXED }
  const bodies: string[] = []
  let events: Event[] = []
  for (const event of generateEvents(volume)) {
    events.push(event)
    if (events.length < batchSize) continue
    bodies.push(JSON.stringify({ sentAt: new Date(sentAt).toISOString(), events }))
    if (bodies.length === batches) break
    events = []
  }
  return bodies
}
