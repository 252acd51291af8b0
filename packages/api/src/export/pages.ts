import { LIMITS, type QuestionAnswers, type QuestionName } from '@son1k/contract'
import { type Asked, type Asker, askQuestion } from './ask-question.js'

/** Where the answer goes on, where it does. */
export const nextCursorOf = (answer: object): string | null =>
  'nextCursor' in answer && typeof answer.nextCursor === 'string' ? answer.nextCursor : null

/** Questions that are answered page by page. */
const PAGED: readonly QuestionName[] = ['users', 'userTimeline']

/**
 * The answers to a question, page after page: all of them or, where a limit is asked for, that one page. Each is asked for
 * when it is wanted.
 */
export async function* pagesOf<Name extends QuestionName>(
  asker: Asker,
  { question, input }: Asked<Name>,
): AsyncGenerator<QuestionAnswers[Name], void, undefined> {
  const isOnePage = !PAGED.includes(question) || 'limit' in input
  let asked = isOnePage ? input : paged(input, { limit: LIMITS.rows })
  for (;;) {
    const answer = await askQuestion(asker, { question, input: asked })
    yield answer
    const cursor = nextCursorOf(answer)
    if (isOnePage || cursor === null) return
    asked = paged(asked, { cursor })
  }
}

const paged = <Input extends object>(input: Input, page: { limit?: number; cursor?: string }): Input => ({
  ...input,
  ...page,
})
