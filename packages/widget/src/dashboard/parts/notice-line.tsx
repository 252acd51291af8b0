import { type DashboardContext, useDashboard } from '../context.js'
import type { Notice } from '../data/notices.js'

/** Says what has just happened, to eyes and to screen readers. It is always there, so that readers listen to it. */
export function NoticeLine() {
  const { state, words, format } = useDashboard()
  const notice = state.notice.value
  return (
    <div class="notices" role="status" aria-live="polite">
      {notice && <p class={`notice ${notice.kind}`}>{textOf(notice, { words, format })}</p>}
    </div>
  )
}

function textOf(notice: Notice, { words, format }: Pick<DashboardContext, 'words' | 'format'>): string {
  switch (notice.kind) {
    case 'synchronised':
      return format.plural(words.notice.synchronised, notice.count)
    case 'link':
      return notice.link
    default:
      return words.notice[notice.kind]
  }
}
