import type { TrackAction } from '../globals.js'

const LISTENED_SECONDS = 30
/** More than this between two reports of the time is a jump, not listening. */
const JUMP_SECONDS = 2

/** What each element plays, until its end. */
const playing = new WeakMap<HTMLMediaElement, string>()

/**
 * Tells that an element plays a generation, when 30 seconds of it were listened to, and when it has played to its end.
 * Called again when it goes on after a pause, it does nothing.
 */
export function followMedia(element: unknown, action: TrackAction) {
  if (!(element instanceof HTMLMediaElement)) return
  const { generationId } = element.dataset
  if (!generationId || playing.get(element) === generationId) return
  playing.set(element, generationId)
  action(generationId, 'play')

  const controller = new AbortController()
  let lastSeconds = element.currentTime
  let listenedSeconds = 0
  let isTold = false
  const listen = (type: string, handle: () => void) =>
    element.addEventListener(
      type,
      // Players use one element for all tracks, each under its own id.
      () => (element.dataset.generationId === generationId ? handle() : controller.abort()),
      controller,
    )

  listen('timeupdate', () => {
    const passed = element.currentTime - lastSeconds
    lastSeconds = element.currentTime
    if (passed > 0 && passed < JUMP_SECONDS * element.playbackRate) listenedSeconds += passed
    if (isTold || listenedSeconds < LISTENED_SECONDS) return
    isTold = true
    action(generationId, 'play_30s')
  })
  listen('ended', () => {
    action(generationId, 'play_complete')
    playing.delete(element)
    controller.abort()
  })
}
