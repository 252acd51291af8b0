import type {
  PromptFamilies,
  PromptFamily,
  PromptLength,
  PromptLengths,
  PromptLengthsPeriod,
  PromptRow,
  Prompts,
  PromptsPeriod,
  PromptTerms,
} from '@son1k/contract'
import { ofPeriods, outcomeCells, periodCells, table } from './table.js'

export const promptsTables = [
  table('prompts', (answer: Prompts) => ofPeriods(answer, ({ rows }: PromptsPeriod) => rows), {
    ...periodCells<PromptRow>({
      prompt: ({ value }) => value,
      ...outcomeCells<PromptRow>(),
      spellings: ({ spellingCount }) => spellingCount,
    }),
  }),
  table(
    'spellings',
    (answer: Prompts) =>
      ofPeriods(answer, ({ rows }: PromptsPeriod) =>
        rows.flatMap(({ value, spellings }) => spellings.map((spelling) => ({ prompt: value, ...spelling }))),
      ),
    periodCells({
      prompt: ({ prompt }) => prompt,
      spelling: ({ value }) => value,
      generations: ({ generations }) => generations,
    }),
  ),
]

export const promptFamiliesTables = [
  table('families', ({ families }: PromptFamilies) => families, {
    prompt: ({ value }) => value,
    prompts: ({ prompts }) => prompts,
    ...outcomeCells<PromptFamily>(),
  }),
]

export const promptTermsTables = [
  table('terms', ({ terms }: PromptTerms) => terms, {
    term: ({ term }) => term,
    generations: ({ generations }) => generations,
    share: ({ share }) => share,
  }),
  table('rising', ({ rising }: PromptTerms) => rising, {
    term: ({ term }) => term,
    generations: ({ generations }) => generations,
    share: ({ share }) => share,
    previous_generations: ({ previousGenerations }) => previousGenerations,
    previous_share: ({ previousShare }) => previousShare,
    log_likelihood: ({ logLikelihood }) => logLikelihood,
  }),
]

export const promptLengthsTables = [
  table('lengths', (answer: PromptLengths) => ofPeriods(answer, ({ lengths }: PromptLengthsPeriod) => lengths), {
    ...periodCells<PromptLength>({
      from_characters: ({ from }) => from,
      to_characters: ({ to }) => to,
      ...outcomeCells<PromptLength>(),
    }),
  }),
]
