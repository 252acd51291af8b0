import type { Piece } from '../music/piece.js'
import { scheduleHit } from './drum.js'
import { noise } from './noise.js'
import { scheduleNote } from './note.js'

const SAMPLE_RATE_HZ = 44_100
const ROOM_SECONDS = 1.6
const ROOM_LEVEL = 0.5

/** Plays a piece into a stereo buffer, faster than it sounds. Rejects where the browser has no Web Audio. */
export async function render(piece: Piece): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(2, Math.ceil(piece.durationSeconds * SAMPLE_RATE_HZ), SAMPLE_RATE_HZ)
  const mix = new GainNode(context, { gain: 0.9 })
  const limiter = new DynamicsCompressorNode(context, { threshold: -12, ratio: 6, attack: 0.004, release: 0.2 })
  mix.connect(limiter).connect(context.destination)
  mix.connect(room(context)).connect(limiter)

  const secondsPerBeat = 60 / piece.tempoBpm
  for (const note of piece.notes) {
    scheduleNote(note, { timbre: piece.timbres[note.voice], secondsPerBeat, output: mix })
  }
  const crackle = noise(context, 0.4)
  for (const hit of piece.hits) scheduleHit(hit, { secondsPerBeat, crackle, output: mix })
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
