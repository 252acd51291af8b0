import { type BatchResult, batchSchema, generationInputSchema, interactionInputSchema } from '@son1k/contract'
import { trackBatch } from './track/batch.js'
import { trackGeneration } from './track/generation.js'
import { trackInteraction } from './track/interaction.js'
import { trackProcedure } from './trpc.js'

export const track = {
  generation: trackProcedure
    .input(generationInputSchema)
    .mutation(({ ctx, input }): Promise<{ eventId: string }> => trackGeneration(ctx, input)),
  interaction: trackProcedure
    .input(interactionInputSchema)
    .mutation(({ ctx, input }): Promise<{ interactionId: string }> => trackInteraction(ctx, input)),
  batch: trackProcedure.input(batchSchema).mutation(({ ctx, input }): Promise<BatchResult> => trackBatch(ctx, input)),
}
