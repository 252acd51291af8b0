import type { QuestionInputs, QuestionName } from '@son1k/contract'

/** What each question needs beside its range. */
export const QUESTION_INPUTS: { [Name in QuestionName]: Omit<QuestionInputs[Name], 'range'> } = {
  summary: { compare: true },
  timeseries: { metric: 'generations', interval: 'day', by: 'style', compare: true },
  breakdown: {
    dimension: 'style',
    limit: 1_000,
    details: true,
    filters: [{ dimension: 'mood', op: 'isNot', values: ['dark'] }],
  },
  hours: { metric: 'events' },
  latency: { by: 'style' },
  patience: { compare: true },
  quality: {},
  retention: { interval: 'day' },
  funnel: { per: 'user', steps: [{ state: 'succeeded' }, { action: 'save' }], compare: true },
  ai: { compare: true },
  matrix: { dimensions: ['style', 'mood'], compare: true },
  errors: { kind: 'generation', compare: true },
  lifecycle: { by: 'style', compare: true },
  prompts: { compare: true },
  promptFamilies: {},
  promptTerms: {},
  promptLengths: { compare: true },
  users: {},
  user: { userId: '=user_0' },
  userTimeline: { userId: '=user_0' },
}
