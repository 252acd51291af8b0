import type { Notice } from '../../studio/studio.js'
import { usePage } from '../page-context.js'
import { titleOf } from '../title.js'
import type { Words } from '../words/words.js'

/** The line that tells, also to a screen reader, what has just happened. */
export function NoticeLine() {
  const { studio, words } = usePage()
  const notice = studio.notice.value
  return (
    <p class="notice" role="status">
      {notice && textOf(notice, words.value)}
    </p>
  )
}

function textOf(notice: Notice, words: Words): string {
  const { notices } = words
  switch (notice.about) {
    case 'generated':
    case 'saved':
    case 'liked':
    case 'cancelled':
    case 'discarded':
      return notices[notice.about](titleOf(notice.recipe, words))
    case 'failed':
      return notices.failed(words.failures[notice.reason])
    default:
      return notices[notice.about]
  }
}
