import type { GenerationInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { identify } from './identify.js'
import { ingestOne } from './ingest-one.js'

/** Stores a finished generation. Answers the id under which it is stored, also when it had been before. */
export async function trackGeneration(context: Context, input: GenerationInput): Promise<{ eventId: string }> {
  const { id, occurredAt } = identify(context, input)
  await ingestOne(context, { type: 'generation', ...input, id, occurredAt })
  return { eventId: id }
}
