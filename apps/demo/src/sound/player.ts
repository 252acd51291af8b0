/** Plays one buffer at a time. */
export type Player = {
  /** Stops what plays and starts `buffer`; `onComplete` is called when it was heard to its end, not when it is stopped. */
  play(buffer: AudioBuffer, onComplete: () => void): void
  stop(): void
  /** How much of the buffer has been heard, 0–1; 0 when nothing plays. */
  progress(): number
  /** Writes the loudness of each band of the sound, 0–255. All 0 when nothing plays. */
  readSpectrum(bands: Uint8Array<ArrayBuffer>): void
}

type Playing = { source: AudioBufferSourceNode; startedAtSeconds: number; durationSeconds: number }

/** A player that opens the sound device at the first `play`, which browsers allow only after a click or a key. */
export function createPlayer(): Player {
  let output: { context: AudioContext; analyser: AnalyserNode } | undefined
  let playing: Playing | undefined

  const open = () => {
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 256, smoothingTimeConstant: 0.8 })
    analyser.connect(context.destination)
    return { context, analyser }
  }
  const stop = () => {
    if (!playing) return
    const { source } = playing
    playing = undefined
    source.onended = null
    source.stop()
    source.disconnect()
  }

  return {
    stop,
    play(buffer, onComplete) {
      stop()
      output ??= open()
      const { context, analyser } = output
      // Without a sound device this waits for ever; the piece then stays silent at its start.
      void context.resume().catch(() => {})
      const source = new AudioBufferSourceNode(context, { buffer })
      source.connect(analyser)
      source.onended = () => {
        playing = undefined
        source.disconnect()
        onComplete()
      }
      source.start()
      playing = { source, startedAtSeconds: context.currentTime, durationSeconds: buffer.duration }
    },
    progress() {
      if (!output || !playing) return 0
      return Math.min(1, (output.context.currentTime - playing.startedAtSeconds) / playing.durationSeconds)
    },
    readSpectrum(bands) {
      if (output && playing) output.analyser.getByteFrequencyData(bands)
      else bands.fill(0)
    },
  }
}
