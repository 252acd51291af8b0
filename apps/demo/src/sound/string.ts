import type { Note } from '../music/piece.js'
import type { Timbre } from '../music/timbre.js'

type Options = {
  timbre: Timbre
  secondsPerBeat: number
  output: AudioNode
}

/**
 * Adds notes of which none overlaps another to a context that has not started: oscillators → filter → envelope.
 * The envelope only ever moves towards its next aim, so that a note may begin while the last one still fades, without a click.
 */
export function addString(notes: readonly Note[], { timbre, secondsPerBeat, output }: Options): void {
  const { context } = output
  const envelope = new GainNode(context, { gain: 0 })
  const filter = new BiquadFilterNode(context, { type: 'lowpass', frequency: timbre.cutoffHz, Q: 0.9 })
  // Once in 128 samples is smooth enough for a filter, and a fraction of the work.
  filter.frequency.automationRate = 'k-rate'
  filter.connect(envelope).connect(output)

  const halfDetune = timbre.detuneCents / 2
  const oscillators = (halfDetune === 0 ? [0] : [-halfDetune, halfDetune]).map((detune) => {
    const oscillator = new OscillatorNode(context, { type: timbre.wave, detune })
    oscillator.connect(filter)
    oscillator.start()
    return oscillator
  })

  for (const { pitch, startBeats, lengthBeats, velocity } of notes) {
    const start = startBeats * secondsPerBeat
    const end = start + lengthBeats * secondsPerBeat
    const peak = timbre.gain * velocity
    // The attack may not outlast the note: the aims of an envelope must come in order.
    const full = Math.min(start + timbre.attackSeconds, end)
    for (const { frequency } of oscillators) frequency.setValueAtTime(hertz(pitch), start)
    envelope.gain.setTargetAtTime(peak, start, timbre.attackSeconds / 3)
    envelope.gain.setTargetAtTime(peak * timbre.sustain, full, 0.12)
    envelope.gain.setTargetAtTime(0, end, timbre.releaseSeconds / 4)
    filter.frequency.setValueAtTime(Math.min(timbre.cutoffHz * 1.8, 12_000), start)
    filter.frequency.setTargetAtTime(timbre.cutoffHz, full, 0.08)
  }
}

/** Equal temperament: MIDI 69 is 440 Hz. */
function hertz(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12)
}
