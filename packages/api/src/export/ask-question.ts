import type {
  InsightAnswers,
  InsightInputs,
  InsightName,
  QuestionAnswers,
  QuestionInputs,
  QuestionName,
} from '@son1k/contract'
import { askInsight } from '../ask-insight.js'
import type { Context } from '../context.js'

export type Asker = Pick<Context, 'store' | 'appId' | 'signal'>
export type Asked<Name extends QuestionName> = { question: Name; input: QuestionInputs[Name] }

const insight =
  <Name extends InsightName>(name: Name) =>
  (asker: Asker, input: InsightInputs[Name]): Promise<InsightAnswers[Name]> =>
    askInsight(asker, { name, input })

const ASKERS: {
  [Name in QuestionName]: (asker: Asker, input: QuestionInputs[Name]) => Promise<QuestionAnswers[Name]>
} = {
  summary: ({ store, appId, signal }, input) => store.summary(appId, input, { signal }),
  timeseries: insight('timeseries'),
  breakdown: insight('breakdown'),
  hours: insight('hours'),
  latency: insight('latency'),
  patience: insight('patience'),
  retention: insight('retention'),
  funnel: insight('funnel'),
  ai: insight('ai'),
  matrix: insight('matrix'),
  errors: insight('errors'),
  lifecycle: insight('lifecycle'),
  prompts: insight('prompts'),
  promptFamilies: insight('promptFamilies'),
  promptTerms: insight('promptTerms'),
  promptLengths: insight('promptLengths'),
  quality: insight('quality'),
  users: insight('users'),
  user: insight('user'),
  userTimeline: insight('userTimeline'),
}

/** Asks the store any question by its name, until the client goes. */
export const askQuestion = <Name extends QuestionName>(
  asker: Asker,
  { question, input }: Asked<Name>,
): Promise<QuestionAnswers[Name]> => ASKERS[question](asker, input)
