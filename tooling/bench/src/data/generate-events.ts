import type { Event, GenerationEvent, InteractionEvent } from '@son1k/contract'
import { v7 as uuid } from 'uuid'
import { createRandom, type Random, zipf } from './random.js'
import * as words from './words.js'

/** Counts up whenever the events of a seed change, so that no database of an earlier generator is taken for a new one. */
export const GENERATOR_VERSION = 1

export type Volume = {
  /** About as many: whole sessions are made. */
  events: number
  days: number
  /** Milliseconds UTC; the end is excluded. */
  endsAt: number
  seed: number
  /** The means; each session also has its start and its end. */
  perSession: { generations: number; interactions: number }
}

/** 20 % generations, 70 % interactions, 10 % session events. */
export const MIXED = { generations: 4, interactions: 14 }

const HOUR_MS = 3_600_000
const USERS_A_MONTH = 20_000
/** How busy each hour of a day (UTC) is. */
const HOURS = [5, 3, 2, 1, 1, 1, 2, 3, 5, 6, 7, 8, 9, 8, 8, 9, 10, 12, 14, 16, 17, 16, 13, 9]
/** How busy each day of a week is, from Sunday. */
const WEEKDAYS = [12, 9, 9, 9, 10, 12, 14]
/** Sessions are short or long; the mean is 1. */
const SESSION_SIZES = [0.25, 0.5, 1, 1, 2.25] as const

const style = zipf(words.STYLES.length, 1.1)
const recurringPrompt = zipf(2_000, 1)

type Timed = { at: number; event: Event }

/**
 * Sample events in the order of their time, the same for the same volume. One-off prompts make up 60 % of the
 * generations, 5 % fail, waiting times are log-normal, and the days and weeks have their rhythm.
 * Memory holds an hour of them.
 */
export function* generateEvents(volume: Volume): Generator<Event> {
  const random = createRandom(volume.seed)
  const startsAt = volume.endsAt - volume.days * 24 * HOUR_MS
  const hours = splitIntoHours(startsAt, volume.endsAt)
  const totalWeight = hours.reduce((sum, { weight }) => sum + weight, 0)
  const sessions = volume.events / (2 + volume.perSession.generations + volume.perSession.interactions)

  let pending: Timed[] = []
  let passedWeight = 0
  let made = 0
  for (const { from, to, weight } of hours) {
    passedWeight += weight
    for (; made < Math.round((sessions * passedWeight) / totalWeight); made++)
      pending.push(...makeSession(random, volume, from + random.unit() * (to - from)))
    pending.sort((a, b) => a.at - b.at)
    const due = pending.findIndex(({ at }) => at >= to)
    const ready = due === -1 ? pending : pending.slice(0, due)
    pending = due === -1 ? [] : pending.slice(due)
    for (const { event } of ready) yield event
  }
}

function splitIntoHours(startsAt: number, endsAt: number) {
  const hours: { from: number; to: number; weight: number }[] = []
  for (let from = startsAt; from < endsAt; ) {
    const to = Math.min(Math.floor(from / HOUR_MS + 1) * HOUR_MS, endsAt)
    const date = new Date(from)
    const busyness = (HOURS[date.getUTCHours()] ?? 1) * (WEEKDAYS[date.getUTCDay()] ?? 1)
    hours.push({ from, to, weight: (busyness * (to - from)) / HOUR_MS })
    from = to
  }
  return hours
}

function makeSession(random: Random, { endsAt, perSession }: Volume, start: number): Timed[] {
  const startsAt = Math.floor(start)
  const size = random.oneOf(SESSION_SIZES)
  const generations = Math.round(perSession.generations * size)
  const interactions = Math.round(perSession.interactions * size)
  const durationMs = Math.min(random.logNormal(10 * 60_000, 0.8) * size, endsAt - 1 - startsAt)
  const offsets = Array.from({ length: generations + interactions }, () => random.unit()).sort()
  const sessionId = makeId(random, startsAt)
  const userId = pickUser(random, startsAt)
  const page = random.oneOf(words.PAGES)
  const base = (at: number, seq: number) => ({
    id: makeId(random, at),
    occurredAt: new Date(at).toISOString(),
    userId,
    sessionId,
    seq,
    page,
  })

  const events: Timed[] = [
    { at: startsAt, event: { type: 'session.start', ...base(startsAt, 0), context: { language: 'es-MX' } } },
  ]
  let generationsLeft = generations
  for (const [index, offset] of offsets.entries()) {
    const at = startsAt + Math.floor(offset * durationMs)
    const isGeneration = random.unit() * (offsets.length - index) < generationsLeft
    if (isGeneration) generationsLeft--
    const details = isGeneration ? makeGeneration(random) : makeInteraction(random)
    events.push({ at, event: { ...base(at, index + 1), ...details } })
  }
  const endedAt = startsAt + Math.floor(durationMs)
  events.push({ at: endedAt, event: { type: 'session.end', ...base(endedAt, offsets.length + 1) } })
  return events
}

type Details<E extends Event> = Omit<E, 'id' | 'occurredAt' | 'userId' | 'sessionId'>

function makeGeneration(random: Random): Details<GenerationEvent> {
  const failed = random.chance(0.05)
  const styleName = words.STYLES[style(random)] ?? words.STYLES[0]
  return {
    type: 'generation',
    prompt: makePrompt(random, styleName),
    style: styleName,
    scale: random.oneOf(words.SCALES),
    mood: random.oneOf(words.MOODS),
    durationSeconds: Math.round(Math.min(random.logNormal(90, 0.5), 600) * 10) / 10,
    tempoBpm: 70 + random.below(100),
    instruments: [...random.oneOf<readonly string[]>(words.INSTRUMENTS)],
    aiEnhanced: random.chance(0.6),
    outcome: failed ? 'failed' : 'succeeded',
    generationSeconds: Math.round(Math.min(random.logNormal(12, 0.6), 300) * 1000) / 1000,
    errorMessage: failed ? random.oneOf(words.ERRORS) : null,
  }
}

/** About 60 bytes. Six in ten are never asked for again; the rest come from 2,000 that many people ask for. */
function makePrompt(random: Random, styleName: string): string {
  if (random.chance(0.6)) {
    const opening = `${random.oneOf(words.PROMPT_OPENINGS)} ${random.oneOf(words.PROMPT_QUALITIES)} de ${styleName}`
    return `${opening} ${random.oneOf(words.PROMPT_SCENES)} ${random.below(2 ** 32).toString(36)}`
  }
  const rank = recurringPrompt(random)
  const opening = words.PROMPT_OPENINGS[rank % words.PROMPT_OPENINGS.length]
  const quality = words.PROMPT_QUALITIES[Math.floor(rank / 10) % words.PROMPT_QUALITIES.length]
  const scene = words.PROMPT_SCENES[Math.floor(rank / 160) % words.PROMPT_SCENES.length]
  return `${opening} ${quality} de ${words.STYLES[rank % words.STYLES.length]} ${scene}`
}

function makeInteraction(random: Random): Details<InteractionEvent> {
  const action = pickAction(random)
  const element = random.oneOf(words.ELEMENTS)
  const base = { type: 'interaction', action, element } as const
  if (action === 'page_view') return { ...base, element: 'BODY', value: random.oneOf(words.PAGES) }
  if (action === 'error') return { ...base, element: 'WINDOW', value: random.oneOf(words.ERRORS) }
  return { ...base, value: null }
}

function pickAction(random: Random): string {
  let left = random.unit()
  for (const [action, share] of words.ACTIONS) {
    left -= share
    if (left < 0) return action
  }
  return words.ACTIONS[0][0]
}

/** Some come often, most seldom; each month a third of the users are new. */
function pickUser(random: Random, at: number): string {
  const month = Math.floor(at / (30 * 24 * HOUR_MS))
  const index = Math.floor((month * USERS_A_MONTH) / 3) + Math.floor(random.unit() ** 1.3 * USERS_A_MONTH)
  return `user_${1_690_000_000_000 + index * 1_009}_${(index * 7_919).toString(36).padStart(9, '0')}`
}

const makeId = (random: Random, at: number) => uuid({ msecs: at, random: random.bytes(16), seq: random.below(2 ** 31) })
