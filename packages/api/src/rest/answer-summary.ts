import type { Summary } from '@son1k/contract'

/** The numbers as `GET /api/analytics` has always shown them. Seconds are kept to the millisecond. */
export function answerSummary({ generations, sessions, approximate, ...lists }: Summary) {
  return {
    music_metrics: {
      total_generations: generations.total,
      successful_generations: generations.succeeded,
      failed_generations: generations.failed,
      avg_duration: toMilliseconds(generations.averageDurationSeconds),
      avg_generation_time: toMilliseconds(generations.averageGenerationSeconds),
      ai_usage_count: generations.aiEnhanced,
    },
    session_metrics: {
      total_sessions: sessions.total,
      unique_users: sessions.uniqueUsers,
      avg_session_duration: toMilliseconds(sessions.averageDurationSeconds),
    },
    popular_styles: lists.popularStyles.map(({ value, count }) => ({ style: value, count })),
    popular_prompts: lists.popularPrompts.map(({ value, count }) => ({ prompt: value, count })),
    ai_usage_by_day: lists.aiUsageByDay,
    ...(approximate && {
      approximate: {
        ...(approximate.popularStyles !== undefined && { popular_styles: approximate.popularStyles }),
        ...(approximate.popularPrompts !== undefined && { popular_prompts: approximate.popularPrompts }),
      },
    }),
  }
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000
