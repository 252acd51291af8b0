import type { Note, Voice } from '../music/piece.js'
import type { Timbre } from '../music/timbre.js'

const PAN: Record<Voice, number> = { lead: 0.12, counter: -0.35, pad: 0, bass: 0 }

type Options = {
  timbre: Timbre
  secondsPerBeat: number
  output: AudioNode
}

/** Adds one note to a context that has not started: oscillators → filter → envelope → place in the stereo image. */
export function scheduleNote(note: Note, { timbre, secondsPerBeat, output }: Options): void {
  const { context } = output
  const start = note.startBeats * secondsPerBeat
  const end = start + note.lengthBeats * secondsPerBeat
  const silence = end + timbre.releaseSeconds
  const peak = timbre.gain * note.velocity

  const envelope = new GainNode(context, { gain: 0 })
  envelope.gain.setValueAtTime(0, start)
  envelope.gain.linearRampToValueAtTime(peak, start + timbre.attackSeconds)
  envelope.gain.setTargetAtTime(peak * timbre.sustain, start + timbre.attackSeconds, 0.12)
  envelope.gain.setTargetAtTime(0, end, timbre.releaseSeconds / 4)

  const filter = new BiquadFilterNode(context, { type: 'lowpass', frequency: timbre.cutoffHz, Q: 0.9 })
  filter.frequency.setValueAtTime(Math.min(timbre.cutoffHz * 1.8, 12_000), start)
  filter.frequency.setTargetAtTime(timbre.cutoffHz, start + timbre.attackSeconds, 0.08)
  filter
    .connect(envelope)
    .connect(new StereoPannerNode(context, { pan: PAN[note.voice] }))
    .connect(output)

  const frequency = 440 * 2 ** ((note.pitch - 69) / 12)
  const detunes = timbre.detuneCents === 0 ? [0] : [-timbre.detuneCents / 2, timbre.detuneCents / 2]
  for (const detune of detunes) {
    const oscillator = new OscillatorNode(context, { type: timbre.wave, frequency, detune })
    oscillator.connect(filter)
    oscillator.start(start)
    oscillator.stop(silence)
  }
}
