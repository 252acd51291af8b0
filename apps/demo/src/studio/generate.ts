import type { Generation } from '../announce/detail.js'
import { compose } from '../music/compose.js'
import type { Piece } from '../music/piece.js'
import type { Recipe } from '../music/recipe.js'
import { scaleName } from '../music/scale.js'
import { playTrack } from './play.js'
import { type FailureReason, SIMULATED_FAILURES, type Studio, type Track } from './studio.js'

const MOST_ENTRIES = 40

/** What the error of a generation says to whoever reads the numbers; the page has its own words. */
const ERROR_TEXTS: Record<Exclude<FailureReason, 'unexpected'>, string> = {
  'out-of-memory': 'The model ran out of memory',
  'no-worker': 'No free worker',
  'timed-out': 'The model did not answer in time',
}

type About = Omit<Generation, 'piece' | 'error'>
/** Who is told how it went: whoever listens to `realMusicGenerated`, or the analytics themselves. */
type Report = { succeed(about: About, piece: Piece): void; fail(about: About, error: string): void }

/**
 * Composes a recipe, makes it sound, puts it on the list, plays it and tells of it. Does nothing while another one is
 * being made. A failure is a result like any other: it is listed and told, too.
 * @param parentId the track that this one is another try of
 */
export async function generate(studio: Studio, recipe: Recipe, parentId?: string): Promise<void> {
  if (studio.isBusy.value) return
  studio.isBusy.value = true
  const startedAtMs = studio.now()
  const id = `track_${Math.floor(studio.random() * 2 ** 48).toString(36)}`
  const url = studio.linkTo(recipe)
  const about = (): About => ({ id, recipe, url, generationSeconds: Math.round(studio.now() - startedAtMs) / 1000 })
  let report = announcing(studio)
  try {
    const piece = compose(recipe)
    if (studio.isMeasuring.value) {
      const { prompt, style, mood, aiEnhanced } = recipe
      const params = { generationId: id, prompt, style, mood, aiEnhanced }
      const measured = studio.measure(parentId === undefined ? params : { ...params, parentId })
      if (await isCancelled(studio)) {
        measured.cancel()
        studio.notice.value = { about: 'cancelled', recipe }
        return
      }
      report = {
        succeed: (_, { durationSeconds, tempoBpm, scale, instruments }) =>
          measured.succeed({ durationSeconds, tempoBpm, scale: scaleName(scale), instruments: [...instruments] }),
        fail: (_, error) => measured.fail(error),
      }
    }
    if (studio.isFailing.value) return fail(studio, about(), report)
    await studio.audio.audioOf(id, piece)
    const made = about()
    const { generationSeconds } = made
    const track: Track = { kind: 'track', id, recipe, piece, generationSeconds, isSaved: false, isLiked: false }
    list(studio, track)
    studio.notice.value = { about: 'generated', recipe }
    report.succeed(made, piece)
    await playTrack(studio, track)
  } catch (error) {
    fail(studio, about(), report, error)
  } finally {
    studio.isBusy.value = false
  }
}

const announcing = (studio: Studio): Report => ({
  succeed(about, piece) {
    studio.announced.value = studio.announce({ ...about, piece })
  },
  fail(about, error) {
    studio.announced.value = studio.announce({ ...about, error })
  },
})

/** Takes its time, and answers whether the person has lost patience. */
async function isCancelled(studio: Studio): Promise<boolean> {
  const controller = new AbortController()
  studio.cancel.value = () => controller.abort()
  await studio.think(controller.signal)
  studio.cancel.value = undefined
  return controller.signal.aborted
}

function fail(studio: Studio, about: About, report: Report, cause?: unknown): void {
  const index = Math.floor(studio.random() * SIMULATED_FAILURES.length)
  const simulated = SIMULATED_FAILURES[index] ?? SIMULATED_FAILURES[0]
  const reason: FailureReason = cause === undefined ? simulated : 'unexpected'
  list(studio, { kind: 'failure', id: about.id, recipe: about.recipe, reason })
  studio.notice.value = { about: 'failed', reason }
  report.fail(about, reason === 'unexpected' ? String(cause) : ERROR_TEXTS[reason])
}

/** The list is bounded: the oldest that is not saved makes room. */
function list(studio: Studio, entry: Studio['entries']['value'][number]): void {
  const entries = [entry, ...studio.entries.value]
  const oldest =
    entries.length > MOST_ENTRIES ? entries.findLastIndex((one) => one.kind === 'failure' || !one.isSaved) : -1
  studio.entries.value = entries.filter((_, index) => index !== oldest)
}
