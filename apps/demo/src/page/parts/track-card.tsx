import { discard } from '../../studio/discard.js'
import { download } from '../../studio/download.js'
import { like } from '../../studio/like.js'
import { togglePlay } from '../../studio/play.js'
import { regenerate } from '../../studio/regenerate.js'
import { save } from '../../studio/save.js'
import { share } from '../../studio/share.js'
import type { Track } from '../../studio/studio.js'
import { usePage } from '../page-context.js'
import { titleOf } from '../title.js'
import { ActionButton } from './action-button.js'
import { Score } from './score.js'

const NO_BREAK_SPACE = '\u00a0'

export function TrackCard({ track }: { track: Track }) {
  const { studio, language, words } = usePage()
  const { recipe, piece } = track
  const texts = words.value.tracks
  const title = titleOf(recipe, words.value)
  const isPlaying = studio.playingId.value === track.id
  const seconds = new Intl.NumberFormat(language.value, { style: 'unit', unit: 'second', maximumFractionDigits: 2 })
  const facts = [
    words.value.styles[recipe.style],
    words.value.moods[recipe.mood],
    `${piece.tempoBpm} BPM`,
    `${words.value.tonics[piece.scale.tonic]} ${words.value.modes[piece.scale.mode]}`,
    clock(piece.durationSeconds),
    texts.madeIn(seconds.format(track.generationSeconds)),
  ]
  return (
    <li class={isPlaying ? 'track playing' : 'track'} data-track-id={track.id}>
      <h3 class="track-title">
        {title}
        {recipe.aiEnhanced && <span class="badge">{texts.ai}</span>}
      </h3>
      <p class="facts">{facts.map((fact) => fact.replaceAll(' ', NO_BREAK_SPACE)).join(' · ')}</p>
      <Score piece={piece} isPlaying={isPlaying} />
      <div class="actions">
        <ActionButton
          kind="play"
          label={isPlaying ? texts.stop : texts.play}
          title={title}
          onClick={() => void togglePlay(studio, track)}
        />
        <ActionButton
          kind="save"
          label={track.isSaved ? texts.saved : texts.save}
          title={title}
          isDisabled={track.isSaved}
          onClick={() => save(studio, track)}
        />
        <ActionButton
          kind="like"
          label={track.isLiked ? texts.liked : texts.like}
          title={title}
          isDisabled={track.isLiked}
          onClick={() => like(studio, track)}
        />
        <ActionButton
          kind="regenerate"
          label={texts.regenerate}
          title={title}
          isDisabled={studio.isBusy.value}
          onClick={() => void regenerate(studio, track)}
        />
        <ActionButton
          kind="download"
          label={texts.download}
          title={title}
          onClick={() => void download(studio, track)}
        />
        <ActionButton kind="share" label={texts.share} title={title} onClick={() => void share(studio, track)} />
        <ActionButton kind="discard" label={texts.discard} title={title} onClick={() => discard(studio, track)} />
      </div>
    </li>
  )
}

/** `24.6` seconds are `0:25`. */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
