import type { Piece, Voice } from '../music/piece.js'
import { addDrums } from './drums.js'
import { noise } from './noise.js'
import { addString } from './string.js'
import { onStrings } from './strings.js'

const SAMPLE_RATE_HZ = 44_100
const ROOM_SECONDS = 1.6
const ROOM_LEVEL = 0.5
/** Where each voice stands, −1 (left) to 1 (right). */
const PLACES: [Voice, number][] = [
  ['lead', 0.12],
  ['counter', -0.35],
  ['pad', 0],
  ['bass', 0],
]

/** Plays a piece into a stereo buffer, faster than it sounds. Rejects where the browser has no Web Audio. */
export async function render(piece: Piece): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(2, Math.ceil(piece.durationSeconds * SAMPLE_RATE_HZ), SAMPLE_RATE_HZ)
  const mix = new GainNode(context, { gain: 0.72 })
  const limiter = new DynamicsCompressorNode(context, { threshold: -12, ratio: 6, attack: 0.004, release: 0.2 })
  mix.connect(limiter).connect(context.destination)
  mix.connect(room(context)).connect(limiter)

  const secondsPerBeat = 60 / piece.tempoBpm
  for (const [voice, pan] of PLACES) {
    const notes = piece.notes.filter((note) => note.voice === voice)
    const output = new StereoPannerNode(context, { pan })
    output.connect(mix)
    for (const string of onStrings(notes)) {
      addString(string, { timbre: piece.timbres[voice], secondsPerBeat, output })
    }
  }
  if (piece.hits.length > 0) addDrums(piece.hits, { secondsPerBeat, output: mix })
  return context.startRendering()
}

/** A small hall: noise that dies away, as the answer of its walls. */
function room(context: BaseAudioContext): ConvolverNode {
  const impulse = noise(context, ROOM_SECONDS)
  for (let channel = 0; channel < impulse.numberOfChannels; channel++) {
    const samples = impulse.getChannelData(channel)
    for (const [index, sample] of samples.entries()) {
      samples[index] = ROOM_LEVEL * sample * (1 - index / samples.length) ** 3
    }
  }
  return new ConvolverNode(context, { buffer: impulse })
}
