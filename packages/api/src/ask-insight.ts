import type { InsightAnswers, InsightInputs, InsightName } from '@son1k/contract'
import type { Context } from './context.js'

/** Asks the store a question about a range, until the client goes. */
export const askInsight = <Name extends InsightName>(
  { store, appId, signal }: Pick<Context, 'store' | 'appId' | 'signal'>,
  question: { name: Name; input: InsightInputs[Name] },
): Promise<InsightAnswers[Name]> => store.insight({ ...question, appId }, { signal })
