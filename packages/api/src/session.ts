import { sessionEndInputSchema, sessionStartInputSchema } from '@son1k/contract'
import { endSession } from './track/end-session.js'
import { startSession } from './track/start-session.js'
import { trackProcedure } from './trpc.js'

export const session = {
  start: trackProcedure
    .input(sessionStartInputSchema)
    .mutation(({ ctx, input }): Promise<{ sessionId: string }> => startSession(ctx, input)),
  end: trackProcedure
    .input(sessionEndInputSchema)
    .mutation(({ ctx, input }): Promise<{ ended: boolean }> => endSession(ctx, input)),
}
