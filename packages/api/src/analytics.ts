import {
  type Ai,
  aiInputSchema,
  type Breakdown,
  breakdownInputSchema,
  type Errors,
  type ExportAnswer,
  errorsInputSchema,
  exportInputSchema,
  type Funnel,
  funnelInputSchema,
  type Hours,
  hoursInputSchema,
  type Latency,
  type Lifecycle,
  type LiveSnapshot,
  latencyInputSchema,
  lifecycleInputSchema,
  type Matrix,
  matrixInputSchema,
  type Patience,
  type PromptFamilies,
  type PromptLengths,
  type Prompts,
  type PromptTerms,
  patienceInputSchema,
  promptFamiliesInputSchema,
  promptLengthsInputSchema,
  promptsInputSchema,
  promptTermsInputSchema,
  type Quality,
  qualityInputSchema,
  type Retention,
  retentionInputSchema,
  type Summary,
  summaryInputSchema,
  type Timeseries,
  timeseriesInputSchema,
  type User,
  type Users,
  type UserTimeline,
  userInputSchema,
  usersInputSchema,
  userTimelineInputSchema,
} from '@son1k/contract'
import { askInsight } from './ask-insight.js'
import { exportPage } from './export/export-page.js'
import { whileAllowed } from './live/while-allowed.js'
import { readProcedure } from './trpc.js'

export const analytics = {
  summary: readProcedure
    .input(summaryInputSchema)
    .query(({ ctx, input }): Promise<Summary> => ctx.store.summary(ctx.appId, input, { signal: ctx.signal })),
  timeseries: readProcedure
    .input(timeseriesInputSchema)
    .query(({ ctx, input }): Promise<Timeseries> => askInsight(ctx, { name: 'timeseries', input })),
  breakdown: readProcedure
    .input(breakdownInputSchema)
    .query(({ ctx, input }): Promise<Breakdown> => askInsight(ctx, { name: 'breakdown', input })),
  hours: readProcedure
    .input(hoursInputSchema)
    .query(({ ctx, input }): Promise<Hours> => askInsight(ctx, { name: 'hours', input })),
  latency: readProcedure
    .input(latencyInputSchema)
    .query(({ ctx, input }): Promise<Latency> => askInsight(ctx, { name: 'latency', input })),
  patience: readProcedure
    .input(patienceInputSchema)
    .query(({ ctx, input }): Promise<Patience> => askInsight(ctx, { name: 'patience', input })),
  retention: readProcedure
    .input(retentionInputSchema)
    .query(({ ctx, input }): Promise<Retention> => askInsight(ctx, { name: 'retention', input })),
  funnel: readProcedure
    .input(funnelInputSchema)
    .query(({ ctx, input }): Promise<Funnel> => askInsight(ctx, { name: 'funnel', input })),
  ai: readProcedure.input(aiInputSchema).query(({ ctx, input }): Promise<Ai> => askInsight(ctx, { name: 'ai', input })),
  matrix: readProcedure
    .input(matrixInputSchema)
    .query(({ ctx, input }): Promise<Matrix> => askInsight(ctx, { name: 'matrix', input })),
  errors: readProcedure
    .input(errorsInputSchema)
    .query(({ ctx, input }): Promise<Errors> => askInsight(ctx, { name: 'errors', input })),
  lifecycle: readProcedure
    .input(lifecycleInputSchema)
    .query(({ ctx, input }): Promise<Lifecycle> => askInsight(ctx, { name: 'lifecycle', input })),
  users: readProcedure
    .input(usersInputSchema)
    .query(({ ctx, input }): Promise<Users> => askInsight(ctx, { name: 'users', input })),
  user: readProcedure
    .input(userInputSchema)
    .query(({ ctx, input }): Promise<User> => askInsight(ctx, { name: 'user', input })),
  userTimeline: readProcedure
    .input(userTimelineInputSchema)
    .query(({ ctx, input }): Promise<UserTimeline> => askInsight(ctx, { name: 'userTimeline', input })),
  prompts: readProcedure
    .input(promptsInputSchema)
    .query(({ ctx, input }): Promise<Prompts> => askInsight(ctx, { name: 'prompts', input })),
  promptFamilies: readProcedure
    .input(promptFamiliesInputSchema)
    .query(({ ctx, input }): Promise<PromptFamilies> => askInsight(ctx, { name: 'promptFamilies', input })),
  promptTerms: readProcedure
    .input(promptTermsInputSchema)
    .query(({ ctx, input }): Promise<PromptTerms> => askInsight(ctx, { name: 'promptTerms', input })),
  promptLengths: readProcedure
    .input(promptLengthsInputSchema)
    .query(({ ctx, input }): Promise<PromptLengths> => askInsight(ctx, { name: 'promptLengths', input })),
  quality: readProcedure
    .input(qualityInputSchema)
    .query(({ ctx, input }): Promise<Quality> => askInsight(ctx, { name: 'quality', input })),
  /** The answer to any of these questions, as a file of one of its tables or of all. */
  export: readProcedure
    .input(exportInputSchema)
    .query(({ ctx, input }): Promise<ExportAnswer> => exportPage(ctx, input)),
  // Not a generator itself, so that the middlewares see a refusal.
  live: readProcedure.subscription(
    ({ ctx, signal }): AsyncGenerator<LiveSnapshot, void, unknown> =>
      whileAllowed(ctx, ctx.live.watch(ctx.appId, signal)),
  ),
}
