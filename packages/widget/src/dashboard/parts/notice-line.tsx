import { useDashboard } from '../context.js'

/** Says what has just happened, to eyes and to screen readers. It is always there, so that readers listen to it. */
export function NoticeLine() {
  const { state, words, format } = useDashboard()
  const notice = state.notice.value
  return (
    <div class="notices" role="status" aria-live="polite">
      {notice && (
        <p class={`notice ${notice.kind}`}>
          {notice.kind === 'synchronised'
            ? format.plural(words.notice.synchronised, notice.count)
            : words.notice[notice.kind]}
        </p>
      )}
    </div>
  )
}
