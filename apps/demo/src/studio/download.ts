import { plainText } from '../music/prompt.js'
import type { Recipe } from '../music/recipe.js'
import { encodeWav } from '../sound/wav.js'
import type { Studio, Track } from './studio.js'

const NAME_LENGTH = 40

/** Hands the track over as a WAV file. */
export async function download(studio: Studio, track: Track): Promise<void> {
  const audio = await studio.audio.audioOf(track.id, track.piece)
  studio.download(fileNameOf(track.recipe), new Blob([encodeWav(audio)], { type: 'audio/wav' }))
  studio.notice.value = { about: 'downloaded', recipe: track.recipe }
  studio.report('download', track.id)
}

/** `Una canción épica` in synthwave is `una-cancion-epica-synthwave.wav`. */
export function fileNameOf({ prompt, style }: Recipe): string {
  const words = plainText(`${prompt.slice(0, NAME_LENGTH)} ${style}`)
  return `${words.replace(/[^\p{Letter}\p{Number}]+/gu, '-').replace(/^-/, '')}.wav`
}
