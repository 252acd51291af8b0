import type { Ai, AiInput } from './ai.js'
import type { Breakdown, BreakdownInput } from './breakdown.js'
import type { Errors, ErrorsInput } from './error-groups.js'
import type { Funnel, FunnelInput } from './funnel.js'
import type { Hours, HoursInput } from './hours.js'
import type { Latency, LatencyInput, Patience, PatienceInput } from './latency.js'
import type { Lifecycle, LifecycleInput } from './lifecycle.js'
import type { Matrix, MatrixInput } from './matrix.js'
import type {
  PromptFamilies,
  PromptFamiliesInput,
  PromptLengths,
  PromptLengthsInput,
  Prompts,
  PromptsInput,
  PromptTerms,
  PromptTermsInput,
} from './prompts.js'
import type { Quality, QualityInput } from './quality.js'
import type { Retention, RetentionInput } from './retention.js'
import type { Timeseries, TimeseriesInput } from './timeseries.js'
import type { User, UserInput, Users, UsersInput, UserTimeline, UserTimelineInput } from './users.js'

/** The questions beyond the summary, by the name of their procedure: what each takes. */
export type InsightInputs = {
  timeseries: TimeseriesInput
  breakdown: BreakdownInput
  hours: HoursInput
  latency: LatencyInput
  patience: PatienceInput
  retention: RetentionInput
  funnel: FunnelInput
  ai: AiInput
  matrix: MatrixInput
  errors: ErrorsInput
  lifecycle: LifecycleInput
  users: UsersInput
  user: UserInput
  userTimeline: UserTimelineInput
  prompts: PromptsInput
  promptFamilies: PromptFamiliesInput
  promptTerms: PromptTermsInput
  promptLengths: PromptLengthsInput
  quality: QualityInput
}

/** What each answers. */
export type InsightAnswers = {
  timeseries: Timeseries
  breakdown: Breakdown
  hours: Hours
  latency: Latency
  patience: Patience
  retention: Retention
  funnel: Funnel
  ai: Ai
  matrix: Matrix
  errors: Errors
  lifecycle: Lifecycle
  users: Users
  user: User
  userTimeline: UserTimeline
  prompts: Prompts
  promptFamilies: PromptFamilies
  promptTerms: PromptTerms
  promptLengths: PromptLengths
  quality: Quality
}
export type InsightName = keyof InsightInputs
