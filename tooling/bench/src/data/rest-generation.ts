import type { GenerationEvent } from '@son1k/contract'

/** A generation as the old browser client posts it: without an id and a time of its own. */
export const toRestGeneration = (event: GenerationEvent) => ({
  session_id: event.sessionId ?? null,
  user_id: event.userId,
  prompt: event.prompt ?? 'N/A',
  style: event.style ?? 'N/A',
  duration: event.durationSeconds ?? 0,
  tempo: event.tempoBpm ?? 120,
  scale: event.scale ?? 'C major',
  instruments: event.instruments ?? [],
  mood: event.mood ?? 'neutral',
  ai_enhanced: event.aiEnhanced ?? false,
  generation_time: event.generationSeconds ?? 0,
  success: event.outcome !== 'failed',
  error_message: event.errorMessage ?? null,
})
