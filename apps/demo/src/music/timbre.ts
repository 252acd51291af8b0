/** How a voice sounds, as far as a few oscillators and a filter can tell. */
export type Timbre = {
  name: string
  wave: 'sine' | 'triangle' | 'square' | 'sawtooth'
  /** Two oscillators this far apart; 0: one. */
  detuneCents: number
  attackSeconds: number
  releaseSeconds: number
  /** Share of the peak that a held note keeps, 0–1: low ones sound plucked. */
  sustain: number
  cutoffHz: number
  gain: number
}

export const TIMBRES = {
  neonLead: {
    name: 'neon lead',
    wave: 'sawtooth',
    detuneCents: 12,
    attackSeconds: 0.01,
    releaseSeconds: 0.18,
    sustain: 0.6,
    cutoffHz: 3200,
    gain: 0.2,
  },
  pixelLead: {
    name: 'pixel lead',
    wave: 'square',
    detuneCents: 0,
    attackSeconds: 0.002,
    releaseSeconds: 0.05,
    sustain: 0.7,
    cutoffHz: 8000,
    gain: 0.13,
  },
  glassBell: {
    name: 'glass bell',
    wave: 'sine',
    detuneCents: 7,
    attackSeconds: 0.005,
    releaseSeconds: 0.9,
    sustain: 0.25,
    cutoffHz: 6000,
    gain: 0.26,
  },
  electricPiano: {
    name: 'electric piano',
    wave: 'triangle',
    detuneCents: 5,
    attackSeconds: 0.006,
    releaseSeconds: 0.35,
    sustain: 0.3,
    cutoffHz: 2400,
    gain: 0.3,
  },
  nylonGuitar: {
    name: 'nylon guitar',
    wave: 'triangle',
    detuneCents: 3,
    attackSeconds: 0.003,
    releaseSeconds: 0.22,
    sustain: 0.12,
    cutoffHz: 3400,
    gain: 0.34,
  },
  solo: {
    name: 'solo strings',
    wave: 'sawtooth',
    detuneCents: 9,
    attackSeconds: 0.08,
    releaseSeconds: 0.4,
    sustain: 0.85,
    cutoffHz: 2600,
    gain: 0.17,
  },
  acid: {
    name: 'acid line',
    wave: 'sawtooth',
    detuneCents: 0,
    attackSeconds: 0.003,
    releaseSeconds: 0.06,
    sustain: 0.35,
    cutoffHz: 1500,
    gain: 0.2,
  },
  warmPad: {
    name: 'warm pad',
    wave: 'sawtooth',
    detuneCents: 16,
    attackSeconds: 0.35,
    releaseSeconds: 0.8,
    sustain: 0.8,
    cutoffHz: 1100,
    gain: 0.075,
  },
  airPad: {
    name: 'air pad',
    wave: 'triangle',
    detuneCents: 10,
    attackSeconds: 0.7,
    releaseSeconds: 1.4,
    sustain: 0.9,
    cutoffHz: 1800,
    gain: 0.11,
  },
  chipChord: {
    name: 'chip chord',
    wave: 'square',
    detuneCents: 0,
    attackSeconds: 0.002,
    releaseSeconds: 0.04,
    sustain: 0.3,
    cutoffHz: 4000,
    gain: 0.045,
  },
  deepBass: {
    name: 'deep bass',
    wave: 'triangle',
    detuneCents: 0,
    attackSeconds: 0.006,
    releaseSeconds: 0.1,
    sustain: 0.75,
    cutoffHz: 700,
    gain: 0.42,
  },
  growlBass: {
    name: 'growl bass',
    wave: 'sawtooth',
    detuneCents: 8,
    attackSeconds: 0.004,
    releaseSeconds: 0.08,
    sustain: 0.6,
    cutoffHz: 620,
    gain: 0.3,
  },
} satisfies Record<string, Timbre>
