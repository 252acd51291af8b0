import type { InteractionInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { identify } from './identify.js'
import { ingestOne } from './ingest-one.js'

/** Stores what a person did. Answers the id under which it is stored, also when it had been before. */
export async function trackInteraction(context: Context, input: InteractionInput): Promise<{ interactionId: string }> {
  const { id, occurredAt } = identify(context, input)
  await ingestOne(context, { type: 'interaction', ...input, id, occurredAt })
  return { interactionId: id }
}
