import type { InsightAnswers, InsightInputs, InsightName } from '@son1k/contract'
import { ai } from './ai.js'
import { breakdown } from './breakdown.js'
import { DayParts } from './day-parts.js'
import { errors } from './errors.js'
import { funnel } from './funnel.js'
import { hours } from './hours.js'
import type { AskedOf } from './insight.js'
import { latency } from './latency.js'
import { lifecycle } from './lifecycle.js'
import { matrix } from './matrix.js'
import { patience } from './patience.js'
import { promptFamilies } from './prompt-families.js'
import { promptLengths } from './prompt-lengths.js'
import { promptTerms } from './prompt-terms.js'
import { prompts } from './prompts.js'
import { quality } from './quality.js'
import type { Asked, Database } from './question.js'
import { retention } from './retention.js'
import type { Steps } from './steps.js'
import { timeseries } from './timeseries.js'
import { user } from './user.js'
import { userTimeline } from './user-timeline.js'
import { users } from './users.js'
import { withPrevious } from './with-previous.js'

/** Who answers which question. */
const QUESTIONS: {
  [Name in InsightName]: (
    database: Database,
    asked: AskedOf<InsightInputs[Name]>,
    steps: Steps,
  ) => Promise<InsightAnswers[Name]>
} = {
  timeseries,
  breakdown,
  hours,
  latency,
  patience: withPrevious(patience),
  retention,
  funnel: withPrevious(funnel),
  ai: withPrevious(ai),
  matrix: withPrevious(matrix),
  errors,
  lifecycle: withPrevious(lifecycle),
  users,
  user,
  userTimeline,
  prompts,
  promptFamilies,
  promptTerms,
  promptLengths,
  quality,
}

/** Asks the question of a name. */
export const askInsight = <Name extends InsightName>(
  database: Database,
  { name, ...asked }: Asked & { name: Name; input: InsightInputs[Name]; dayParts?: DayParts },
  steps: Steps,
): Promise<InsightAnswers[Name]> => QUESTIONS[name](database, asked, steps)

/** The same with a memory of its own. */
export const createInsights =
  (dayParts = new DayParts()) =>
  <Name extends InsightName>(
    database: Database,
    asked: Asked & { name: Name; input: InsightInputs[Name] },
    steps: Steps,
  ): Promise<InsightAnswers[Name]> =>
    askInsight(database, { ...asked, dayParts }, steps)
