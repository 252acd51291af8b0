import type { Studio, Track } from './studio.js'

/** Plays a track; what played before stops. Says so where the browser can't. */
export async function playTrack(studio: Studio, track: Track): Promise<void> {
  try {
    const audio = await studio.audio.audioOf(track.id, track.piece)
    studio.player.play(audio, () => {
      studio.playingId.value = undefined
      studio.report('play_complete', track.id)
    })
    studio.playingId.value = track.id
  } catch {
    stop(studio)
    studio.notice.value = { about: 'soundFailed' }
  }
}

export function stop(studio: Studio): void {
  studio.player.stop()
  studio.playingId.value = undefined
}

/** The person's own choice to hear or to stop a track. Only hearing is reported. */
export async function togglePlay(studio: Studio, track: Track): Promise<void> {
  if (studio.playingId.value === track.id) return stop(studio)
  studio.report('play', track.id)
  await playTrack(studio, track)
}
