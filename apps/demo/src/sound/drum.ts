import type { Hit } from '../music/piece.js'

type Options = {
  secondsPerBeat: number
  /** White noise, longer than any stroke. */
  crackle: AudioBuffer
  output: AudioNode
}

/** Adds one stroke to a context that has not started. */
export function scheduleHit(hit: Hit, { secondsPerBeat, crackle, output }: Options): void {
  const start = hit.startBeats * secondsPerBeat
  const { drum, velocity } = hit
  switch (drum) {
    case 'kick':
      drop({ from: 150, to: 44, start, seconds: 0.32, level: 0.75 * velocity, output })
      break
    case 'snare':
      drop({ from: 240, to: 150, start, seconds: 0.12, level: 0.2 * velocity, output })
      burst({ crackle, cutoffHz: 1_800, start, seconds: 0.18, level: 0.26 * velocity, output })
      break
    case 'hat':
      burst({ crackle, cutoffHz: 8_000, start, seconds: 0.05, level: 0.11 * velocity, output })
      break
    default:
      drum satisfies never
  }
}

type Stroke = { start: number; seconds: number; level: number; output: AudioNode }

/** A skin: a tone that falls from one frequency to another. */
function drop({ from, to, start, seconds, level, output }: Stroke & { from: number; to: number }): void {
  const tone = new OscillatorNode(output.context, { type: 'sine', frequency: from })
  tone.frequency.setValueAtTime(from, start)
  tone.frequency.exponentialRampToValueAtTime(to, start + seconds * 0.4)
  tone.connect(fading({ start, seconds, level, output }))
  tone.start(start)
  tone.stop(start + seconds)
}

/** Metal or wires: noise without its low part. */
function burst({ crackle, cutoffHz, ...stroke }: Stroke & { crackle: AudioBuffer; cutoffHz: number }): void {
  const { context } = stroke.output
  const source = new AudioBufferSourceNode(context, { buffer: crackle })
  source.connect(new BiquadFilterNode(context, { type: 'highpass', frequency: cutoffHz })).connect(fading(stroke))
  source.start(stroke.start)
  source.stop(stroke.start + stroke.seconds)
}

function fading({ start, seconds, level, output }: Stroke): GainNode {
  const envelope = new GainNode(output.context, { gain: 0 })
  envelope.gain.setValueAtTime(level, start)
  envelope.gain.exponentialRampToValueAtTime(0.001, start + seconds)
  envelope.connect(output)
  return envelope
}
