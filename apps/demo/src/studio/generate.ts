import type { Generation } from '../announce/detail.js'
import { compose } from '../music/compose.js'
import type { Recipe } from '../music/recipe.js'
import { playTrack } from './play.js'
import { type FailureReason, SIMULATED_FAILURES, type Studio, type Track } from './studio.js'

const MOST_ENTRIES = 40

/** What the error of a generation says to whoever reads the numbers; the page has its own words. */
const ERROR_TEXTS: Record<Exclude<FailureReason, 'unexpected'>, string> = {
  'out-of-memory': 'The model ran out of memory',
  'no-worker': 'No free worker',
  'timed-out': 'The model did not answer in time',
}

/**
 * Composes a recipe, makes it sound, puts it on the list, plays it and announces it. Does nothing while another one is
 * being made. A failure is a result like any other: it is listed and announced too.
 */
export async function generate(studio: Studio, recipe: Recipe): Promise<void> {
  if (studio.isBusy.value) return
  studio.isBusy.value = true
  const startedAtMs = studio.now()
  const about = {
    id: `track_${Math.floor(studio.random() * 2 ** 48).toString(36)}`,
    recipe,
    url: studio.linkTo(recipe),
  }
  const elapsedSeconds = () => Math.round(studio.now() - startedAtMs) / 1000
  try {
    const piece = compose(recipe)
    if (studio.isFailing.value) return fail(studio, { ...about, generationSeconds: elapsedSeconds() })
    await studio.audio.audioOf(about.id, piece)
    const generationSeconds = elapsedSeconds()
    const track: Track = { kind: 'track', id: about.id, recipe, piece, generationSeconds, isSaved: false }
    list(studio, track)
    studio.notice.value = { about: 'generated', recipe }
    studio.announced.value = studio.announce({ ...about, piece, generationSeconds })
    await playTrack(studio, track)
  } catch (error) {
    fail(studio, { ...about, generationSeconds: elapsedSeconds(), cause: error })
  } finally {
    studio.isBusy.value = false
  }
}

function fail(studio: Studio, failed: Omit<Generation, 'piece' | 'error'> & { cause?: unknown }): void {
  const { cause, ...about } = failed
  const index = Math.floor(studio.random() * SIMULATED_FAILURES.length)
  const simulated = SIMULATED_FAILURES[index] ?? SIMULATED_FAILURES[0]
  const reason: FailureReason = cause === undefined ? simulated : 'unexpected'
  list(studio, { kind: 'failure', id: about.id, recipe: about.recipe, reason })
  studio.notice.value = { about: 'failed', reason }
  studio.announced.value = studio.announce({
    ...about,
    error: reason === 'unexpected' ? String(cause) : ERROR_TEXTS[reason],
  })
}

/** The list is bounded: the oldest that is not saved makes room. */
function list(studio: Studio, entry: Studio['entries']['value'][number]): void {
  const entries = [entry, ...studio.entries.value]
  const oldest =
    entries.length > MOST_ENTRIES ? entries.findLastIndex((one) => one.kind === 'failure' || !one.isSaved) : -1
  studio.entries.value = entries.filter((_, index) => index !== oldest)
}
