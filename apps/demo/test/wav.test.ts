import { expect, test } from 'vitest'
import { encodeWav } from '../src/sound/wav.js'
import { fileNameOf } from '../src/studio/download.js'

const channels = [new Float32Array([0, 0.5, 1]), new Float32Array([0, -0.5, -2])]
const sound = {
  sampleRate: 44_100,
  numberOfChannels: 2,
  length: 3,
  getChannelData: (channel: number) => new Float32Array(channels[channel] ?? []),
}

test('a WAV file says what it holds and interleaves its channels, clipped', () => {
  const file = new DataView(encodeWav(sound))
  const text = (offset: number) => String.fromCharCode(...new Uint8Array(file.buffer, offset, 4))
  expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
  expect(file.byteLength).toBe(44 + 12)
  expect(file.getUint32(4, true)).toBe(file.byteLength - 8)
  expect(file.getUint16(22, true)).toBe(2)
  expect(file.getUint32(24, true)).toBe(44_100)
  expect(file.getUint32(28, true)).toBe(44_100 * 4)
  expect(file.getUint16(34, true)).toBe(16)
  const samples = Array.from({ length: 6 }, (_, index) => file.getInt16(44 + index * 2, true))
  expect(samples).toEqual([0, 0, 16_384, -16_383, 32_767, -32_767])
})

test.each([
  ['Una canción épica', 'una-cancion-epica-synthwave.wav'],
  ['', 'synthwave.wav'],
  ['../../etc', 'etc-synthwave.wav'],
])('the prompt %j gives the file name %s', (prompt, name) => {
  expect(fileNameOf({ prompt, style: 'synthwave', mood: 'happy', aiEnhanced: true, seed: 1 })).toBe(name)
})
