import { z } from 'zod'
import { DROP_REASONS, type DropReason, type Issue, type RejectionCode } from './errors.js'
import {
  type Batch,
  EVENT_TYPES,
  type Event,
  type GenerationEvent,
  type GenerationInput,
  type GenerationStartEvent,
  type ImportInput,
  type InteractionEvent,
  type InteractionInput,
  OUTCOMES,
  type SessionContext,
  type SessionEndEvent,
  type SessionEndInput,
  type SessionStartEvent,
  type SessionStartInput,
  type Track,
  type UncheckedBatch,
  type UncheckedImport,
} from './event.js'
import { toIssues, wrong } from './issues.js'
import { type Json, jsonDepth, utf8Length } from './json.js'
import { LIMITS } from './limits.js'
import { isStorable, text } from './text.js'

const requiredText = (max: number) => text(max).min(1, 'must not be empty')
const number = () => z.number(wrong('must be a number'))

// Here and below `overwrite` changes a value within its own schema: a `transform` is a second one behind it, and half
// of the time that checking an event takes.
/** Holds at run time: what stands before `optional` may as well be absent. */
const absent = undefined as unknown as string
/** The old client's word for "not known" and an empty text both mean: absent. */
const knownText = (value: string): string => {
  const trimmed = value.trim()
  return trimmed === '' || trimmed === 'N/A' ? absent : value
}
const label = text(LIMITS.labelLength).overwrite(knownText).optional()
const prompt = text(LIMITS.promptLength).overwrite(knownText).optional()

const uuid = z.guid(wrong('must be a UUID')).toLowerCase()
const instant = z.iso.datetime({
  offset: true,
  ...wrong('must be a date and time as in RFC 3339, such as 2026-11-23T18:05:00Z'),
})
const cut = (value: string) => value.slice(0, LIMITS.messageLength).toWellFormed().replaceAll('\0', '\ufffd')
const message = z.string(wrong('must be text')).overwrite(cut).nullable().optional()

// Whatever reaches a schema came out of a JSON parser, so a value needs no check but its depth; and that comes before
// anything recurses into it, because 16 KiB of `[` would overflow the stack.
const record = z
  .record(z.string(), z.custom<Json>(), 'must be an object')
  .refine((value) => jsonDepth(value, LIMITS.metadataDepth) <= LIMITS.metadataDepth, {
    error: `must not nest deeper than ${LIMITS.metadataDepth}`,
    abort: true,
  })
  .refine((value) => utf8Length(JSON.stringify(value)) <= LIMITS.metadataBytes, {
    error: `must be at most ${LIMITS.metadataBytes} bytes of JSON`,
  })
  .optional()

const dropCount = z
  .number(wrong('must be a number'))
  .int('must be a whole number')
  .min(1, 'must be 1 or more')
  .max(LIMITS.droppedEvents, `must be at most ${LIMITS.droppedEvents}`)
  .optional()
const droppedSchema = z.strictObject(
  // Holds at run time: there is an entry for each reason.
  Object.fromEntries(DROP_REASONS.map((reason) => [reason, dropCount])) as Record<DropReason, typeof dropCount>,
  'must be an object of counts by reason',
)

const base = {
  userId: requiredText(LIMITS.userIdLength),
  sessionId: uuid.optional(),
  seq: number().int('must be a whole number').min(0, 'must be 0 or more').optional(),
  page: label,
}
const identified = { ...base, id: uuid, occurredAt: instant, dropped: droppedSchema.optional() }
const identifiedLater = { ...base, id: uuid.optional(), occurredAt: instant.optional() }

const track = {
  prompt,
  style: label,
  scale: label,
  mood: label,
  durationSeconds: number().min(0, 'must be 0 or more').max(86_400, 'must be at most a day').optional(),
  tempoBpm: number().positive('must be more than 0').max(10_000, 'must be at most 10000').optional(),
  instruments: z
    .array(requiredText(LIMITS.labelLength), 'must be a list')
    .max(LIMITS.instruments, `must be at most ${LIMITS.instruments}`)
    .optional(),
  aiEnhanced: z.boolean('must be true or false').optional(),
  parentId: requiredText(LIMITS.generationIdLength).optional(),
  params: record,
} satisfies Record<keyof Track, z.ZodType>

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
const wholeObject = wrong('must be a JSON object')

const context = z.object(
  {
    referrer: text(LIMITS.promptLength).optional(),
    language: label,
    timeZone: label,
    screen: label,
    appVersion: label,
  } satisfies Record<keyof SessionContext, z.ZodType>,
  'must be an object',
)

const generation = {
  generationId: requiredText(LIMITS.generationIdLength).optional(),
  outcome: z.enum(OUTCOMES, `must be one of ${OUTCOMES.join(', ')}`).optional(),
  generationSeconds: number().min(0, 'must be 0 or more').max(86_400, 'must be at most a day').optional(),
  errorMessage: message,
  ...track,
}
const interaction = {
  action: requiredText(LIMITS.labelLength),
  element: requiredText(LIMITS.labelLength),
  value: z.string(wrong('must be text')).nullable().optional(),
  metadata: record,
  generationId: requiredText(LIMITS.generationIdLength).optional(),
}

type Interaction = { action: string; value?: string | null | undefined }
/** The value of an error is its message and is cut like one; any other that is too long is refused. */
const cutErrorMessage = <I extends Interaction>(event: I): I =>
  event.action === 'error' && event.value ? { ...event, value: cut(event.value) } : event
const valueFits = ({ value }: Interaction) => !value || (value.length <= LIMITS.messageLength && isStorable(value))
const valueMisfit = {
  path: ['value'],
  error: `must be well-formed text of at most ${LIMITS.messageLength} characters`,
}

const sessionStartEvent = z.object({
  type: z.literal('session.start'),
  ...identified,
  sessionId: uuid,
  context: context.optional(),
}) satisfies z.ZodType<SessionStartEvent>
const sessionEndEvent = z.object({
  type: z.literal('session.end'),
  ...identified,
  sessionId: uuid,
}) satisfies z.ZodType<SessionEndEvent>
const generationStartEvent = z.object({
  type: z.literal('generation.start'),
  ...identified,
  generationId: requiredText(LIMITS.generationIdLength),
  ...track,
}) satisfies z.ZodType<GenerationStartEvent>
const generationEvent = z.object({
  type: z.literal('generation'),
  ...identified,
  ...generation,
}) satisfies z.ZodType<GenerationEvent>
const interactionEvent = z
  .object({ type: z.literal('interaction'), ...identified, ...interaction })
  .overwrite(cutErrorMessage)
  .refine(valueFits, valueMisfit) satisfies z.ZodType<InteractionEvent>

/** One event, as `track.batch` stores it. */
export const eventSchema: z.ZodType<Event, unknown> = z.discriminatedUnion(
  'type',
  [sessionStartEvent, sessionEndEvent, generationStartEvent, generationEvent, interactionEvent],
  {
    error: ({ input }) => (isObject(input) ? `must be one of ${EVENT_TYPES.join(', ')}` : 'must be an object'),
  },
)

/**
 * Checks one event of a batch.
 * @returns the event, normalized (ids in lower case, unknown texts absent, unknown keys gone), or why it is refused
 */
export function parseEvent(input: unknown): { event: Event } | { code: RejectionCode; issues: Issue[] } {
  const parsed = eventSchema.safeParse(input)
  if (!parsed.success) return { code: 'VALIDATION_FAILED', issues: toIssues(parsed.error) }
  const bytes = utf8Length(JSON.stringify(parsed.data))
  if (bytes > LIMITS.eventBytes) {
    const text = `is ${bytes} bytes of JSON, at most ${LIMITS.eventBytes} are taken`
    return { code: 'EVENT_TOO_LARGE', issues: [{ path: '', message: text }] }
  }
  return { event: parsed.data }
}

const uncheckedEvents = z
  .array(z.unknown(), wrong('must be a list of events'))
  .min(1, 'must hold at least one event')
  .max(LIMITS.batchEvents, `must hold at most ${LIMITS.batchEvents} events`)

/** The envelope of a batch; its events are checked one by one with `eventSchema`. */
export const batchSchema: z.ZodType<UncheckedBatch, Batch> = z.object(
  {
    sentAt: instant,
    key: text(LIMITS.userIdLength).optional(),
    events: uncheckedEvents,
    dropped: droppedSchema.optional(),
  },
  wholeObject,
) as z.ZodType<UncheckedBatch, Batch>

/** Part of an import; its events are checked one by one. */
export const importInputSchema: z.ZodType<UncheckedImport, ImportInput> = z.strictObject(
  { events: uncheckedEvents },
  wholeObject,
) as z.ZodType<UncheckedImport, ImportInput>

export const generationInputSchema: z.ZodType<GenerationInput, GenerationInput> = z.object(
  { ...identifiedLater, ...generation },
  wholeObject,
)
export const interactionInputSchema: z.ZodType<InteractionInput, InteractionInput> = z
  .object({ ...identifiedLater, ...interaction }, wholeObject)
  .overwrite(cutErrorMessage)
  .refine(valueFits, valueMisfit)
export const sessionStartInputSchema: z.ZodType<SessionStartInput, SessionStartInput> = z.object(
  { userId: base.userId, sessionId: uuid.optional(), context: context.optional() },
  wholeObject,
)
export const sessionEndInputSchema: z.ZodType<SessionEndInput, SessionEndInput> = z.object(
  { sessionId: uuid },
  wholeObject,
)
