import type { Scale } from './scale.js'
import type { Timbre } from './timbre.js'

export type Voice = 'lead' | 'counter' | 'pad' | 'bass'
export type Drum = 'kick' | 'snare' | 'hat'

export type Note = {
  voice: Voice
  /** MIDI number: 60 is middle C. */
  pitch: number
  startBeats: number
  lengthBeats: number
  /** Loudness, 0–1. */
  velocity: number
}

export type Hit = {
  drum: Drum
  startBeats: number
  velocity: number
}

/** A chord as steps of the scale, the root first. */
export type Chord = readonly [number, ...number[]]

export type Piece = {
  tempoBpm: number
  scale: Scale
  /** One a bar of four beats. */
  chords: Chord[]
  notes: Note[]
  hits: Hit[]
  lengthBeats: number
  /** With the time in which the last sound fades. */
  durationSeconds: number
  timbres: Record<Voice, Timbre>
  /** What plays, in words: the timbres' names and the drums. */
  instruments: string[]
}

export const BEATS_PER_BAR = 4
/** Steps are sixteenths. */
export const STEPS_PER_BAR = 16
export const STEPS_PER_BEAT = STEPS_PER_BAR / BEATS_PER_BAR
