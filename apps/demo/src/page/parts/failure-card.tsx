import { discard } from '../../studio/discard.js'
import { regenerate } from '../../studio/regenerate.js'
import type { Failure } from '../../studio/studio.js'
import { usePage } from '../page-context.js'
import { titleOf } from '../title.js'
import { ActionButton } from './action-button.js'

export function FailureCard({ failure }: { failure: Failure }) {
  const { studio, words } = usePage()
  const texts = words.value.tracks
  const title = titleOf(failure.recipe, words.value)
  return (
    <li class="track failed" data-track-id={failure.id}>
      <h3 class="track-title">{title}</h3>
      <p class="facts">
        <span aria-hidden="true">✕ </span>
        {words.value.failures[failure.reason]}
      </p>
      <div class="actions">
        <ActionButton
          kind="regenerate"
          label={texts.retry}
          title={title}
          isDisabled={studio.isBusy.value}
          onClick={() => void regenerate(studio, failure)}
        />
        <ActionButton kind="dismiss" label={texts.dismiss} title={title} onClick={() => discard(studio, failure)} />
      </div>
    </li>
  )
}
