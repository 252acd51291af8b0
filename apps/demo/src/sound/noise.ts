import { chanceFrom } from '../music/chance.js'

/** White noise, −1 to 1 in each of two channels; always the same, so that a piece always sounds the same. */
export function noise(context: BaseAudioContext, seconds: number): AudioBuffer {
  const buffer = context.createBuffer(2, Math.ceil(seconds * context.sampleRate), context.sampleRate)
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    const chance = chanceFrom(`noise ${channel}`)
    const samples = buffer.getChannelData(channel)
    for (let index = 0; index < samples.length; index++) samples[index] = chance.unit() * 2 - 1
  }
  return buffer
}
