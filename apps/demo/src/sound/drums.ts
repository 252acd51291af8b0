import type { Drum, Hit } from '../music/piece.js'
import { noise } from './noise.js'

/** When a drum is struck, in seconds, and how hard, 0–1. */
type Stroke = { start: number; velocity: number }
type Options = { secondsPerBeat: number; output: AudioNode }

/** Adds all strokes to a context that has not started. */
export function addDrums(hits: readonly Hit[], { secondsPerBeat, output }: Options): void {
  const strokesOf = (drum: Drum): Stroke[] =>
    hits
      .filter((hit) => hit.drum === drum)
      .map(({ startBeats, velocity }) => ({ start: startBeats * secondsPerBeat, velocity }))
  const [kick, snare, hat] = [strokesOf('kick'), strokesOf('snare'), strokesOf('hat')]
  addSkin(kick, { fromHz: 150, toHz: 44, fadeSeconds: 0.08, level: 0.75, output })
  addSkin(snare, { fromHz: 240, toHz: 150, fadeSeconds: 0.03, level: 0.2, output })
  addWires(snare, { cutoffHz: 1_800, fadeSeconds: 0.05, level: 0.26, output })
  addWires(hat, { cutoffHz: 8_000, fadeSeconds: 0.015, level: 0.11, output })
}

type Sound = { level: number; fadeSeconds: number; output: AudioNode }

/** A skin: a tone that falls from one frequency to another. */
function addSkin(strokes: Stroke[], { fromHz, toHz, ...sound }: Sound & { fromHz: number; toHz: number }): void {
  const tone = new OscillatorNode(sound.output.context, { type: 'sine', frequency: toHz })
  for (const { start } of strokes) {
    tone.frequency.setValueAtTime(fromHz, start)
    tone.frequency.setTargetAtTime(toHz, start, 0.04)
  }
  tone.connect(strikes(strokes, sound))
  tone.start()
}

/** Metal or wires: noise without its low part. */
function addWires(strokes: Stroke[], { cutoffHz, ...sound }: Sound & { cutoffHz: number }): void {
  const { context } = sound.output
  const hiss = new AudioBufferSourceNode(context, { buffer: noise(context, 0.5), loop: true })
  hiss
    .connect(new BiquadFilterNode(context, { type: 'highpass', frequency: cutoffHz }))
    .connect(strikes(strokes, sound))
  hiss.start()
}

/** An envelope that leaps up at each stroke and fades. */
function strikes(strokes: Stroke[], { level, fadeSeconds, output }: Sound): GainNode {
  const envelope = new GainNode(output.context, { gain: 0 })
  for (const { start, velocity } of strokes) {
    envelope.gain.setTargetAtTime(level * velocity, start, 0.0007)
    envelope.gain.setTargetAtTime(0, start + 0.004, fadeSeconds)
  }
  envelope.connect(output)
  return envelope
}
