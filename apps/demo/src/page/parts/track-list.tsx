import { usePage } from '../page-context.js'
import { FailureCard } from './failure-card.js'
import { TrackCard } from './track-card.js'

export function TrackList() {
  const { studio, words } = usePage()
  const entries = studio.entries.value
  return (
    <section class="panel" aria-labelledby="tracks">
      <h2 id="tracks" tabIndex={-1}>
        {words.value.tracks.heading}
      </h2>
      {entries.length === 0 && <p class="empty">{words.value.tracks.empty}</p>}
      <ul class="tracks">
        {entries.map((entry) =>
          entry.kind === 'track' ? (
            <TrackCard key={entry.id} track={entry} />
          ) : (
            <FailureCard key={entry.id} failure={entry} />
          ),
        )}
      </ul>
    </section>
  )
}
