const HEADER_BYTES = 44
const BYTES_PER_SAMPLE = 2

/** What of an `AudioBuffer` a file needs. */
export type Sound = Pick<AudioBuffer, 'sampleRate' | 'numberOfChannels' | 'length' | 'getChannelData'>

/** A sound as a WAV file of 16-bit PCM: http://soundfile.sapp.org/doc/WaveFormat/ */
export function encodeWav(sound: Sound): ArrayBuffer {
  const blockBytes = sound.numberOfChannels * BYTES_PER_SAMPLE
  const dataBytes = sound.length * blockBytes
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + dataBytes))

  writeText(file, 0, 'RIFF')
  file.setUint32(4, HEADER_BYTES - 8 + dataBytes, true)
  writeText(file, 8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true)
  file.setUint16(22, sound.numberOfChannels, true)
  file.setUint32(24, sound.sampleRate, true)
  file.setUint32(28, sound.sampleRate * blockBytes, true)
  file.setUint16(32, blockBytes, true)
  file.setUint16(34, BYTES_PER_SAMPLE * 8, true)
  writeText(file, 36, 'data')
  file.setUint32(40, dataBytes, true)

  for (let channel = 0; channel < sound.numberOfChannels; channel++) {
    for (const [index, sample] of sound.getChannelData(channel).entries()) {
      const clamped = Math.max(-1, Math.min(1, sample))
      file.setInt16(HEADER_BYTES + index * blockBytes + channel * BYTES_PER_SAMPLE, Math.round(clamped * 0x7fff), true)
    }
  }
  return file.buffer
}

function writeText(file: DataView, offset: number, text: string): void {
  for (const [index, character] of [...text].entries()) file.setUint8(offset + index, character.charCodeAt(0))
}
