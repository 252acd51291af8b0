import { type LiveSnapshot, type Summary, summaryInputSchema } from '@son1k/contract'
import { readProcedure } from './trpc.js'

export const analytics = {
  summary: readProcedure
    .input(summaryInputSchema)
    .query(({ ctx, input }): Promise<Summary> => ctx.store.summary(ctx.appId, input, { signal: ctx.signal })),
  // Not a generator itself, so that the middlewares see a refusal.
  live: readProcedure.subscription(
    ({ ctx, signal }): AsyncGenerator<LiveSnapshot, void, unknown> => ctx.live.watch(ctx.appId, signal),
  ),
}
