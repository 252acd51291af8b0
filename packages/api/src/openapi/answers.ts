import { ERROR_CODES, REJECTION_CODES } from '@son1k/contract'
import { z } from 'zod'
import type { answerSummary } from '../rest/answer-summary.js'

const timestamp = z.iso.datetime()
const count = z.int().min(0)
const seconds = z.number().min(0)
const success = z.literal(true)

/** The numbers of `GET /api/analytics`. */
const data = z.object({
  music_metrics: z.object({
    total_generations: count,
    successful_generations: count,
    failed_generations: count,
    avg_duration: seconds,
    avg_generation_time: seconds,
    ai_usage_count: count,
  }),
  session_metrics: z.object({ total_sessions: count, unique_users: count, avg_session_duration: seconds }),
  popular_styles: z.array(z.object({ style: z.string(), count })),
  popular_prompts: z.array(z.object({ prompt: z.string(), count })),
  ai_usage_by_day: z.array(z.object({ date: z.iso.date(), count })),
  approximate: z
    .object({ popular_styles: count.optional(), popular_prompts: count.optional() })
    .optional()
    .describe('How much too low each count of the list may be, where a day had more values than are told apart.'),
}) satisfies z.ZodType<ReturnType<typeof answerSummary>>

const rejected = z.array(z.object({ index: count, code: z.enum(REJECTION_CODES), message: z.string() }))

/** What each address of the REST surface answers when all is well. */
export const ANSWERS = {
  health: z.object({ status: z.literal('healthy'), active_sessions: count.optional(), timestamp }),
  sessionStart: z.object({ success, session_id: z.uuid(), timestamp }),
  sessionEnd: z.object({ success, timestamp }),
  generation: z.object({ success, event_id: z.guid(), timestamp }),
  interaction: z.object({ success, interaction_id: z.guid(), timestamp }),
  batch: z.object({ success, accepted: count, duplicates: count, rejected, timestamp }),
  analytics: z.object({ success, data, timestamp }),
}

/** What each answers when not. */
export const errorEnvelope = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
  timestamp,
})
