import type { QuestionAnswers, QuestionName } from '@son1k/contract'
import { errorsTables, lifecycleTables } from './failures.js'
import { usersTables, userTables, userTimelineTables } from './people.js'
import { breakdownTables, hoursTables, latencyTables, summaryTables, timeseriesTables } from './periods.js'
import { promptFamiliesTables, promptLengthsTables, promptsTables, promptTermsTables } from './prompts.js'
import { qualityTables } from './quality.js'
import { aiTables, funnelTables, matrixTables, patienceTables, retentionTables } from './ranges.js'
import type { Table } from './table.js'

/** The tables of each question; the first is the one that is meant where none is named. */
export const TABLES: { [Name in QuestionName]: Table<QuestionAnswers[Name]>[] } = {
  summary: summaryTables,
  timeseries: timeseriesTables,
  breakdown: breakdownTables,
  hours: hoursTables,
  latency: latencyTables,
  patience: patienceTables,
  retention: retentionTables,
  funnel: funnelTables,
  ai: aiTables,
  matrix: matrixTables,
  errors: errorsTables,
  lifecycle: lifecycleTables,
  prompts: promptsTables,
  promptFamilies: promptFamiliesTables,
  promptTerms: promptTermsTables,
  promptLengths: promptLengthsTables,
  quality: qualityTables,
  users: usersTables,
  user: userTables,
  userTimeline: userTimelineTables,
}
