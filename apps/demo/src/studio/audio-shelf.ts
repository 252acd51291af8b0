import type { Piece } from '../music/piece.js'

/** Keeps the sound of the tracks used last; any other is made again from its piece when it is wanted. */
export type AudioShelf = {
  audioOf(id: string, piece: Piece): Promise<AudioBuffer>
}

/** @param size how many sounds are kept: one is about 9 MB */
export function createAudioShelf(render: (piece: Piece) => Promise<AudioBuffer>, size = 6): AudioShelf {
  const kept = new Map<string, Promise<AudioBuffer>>()
  return {
    async audioOf(id, piece) {
      const audio = kept.get(id) ?? render(piece)
      // A map keeps its order: what is put in last is used last.
      kept.delete(id)
      kept.set(id, audio)
      for (const oldest of [...kept.keys()].slice(0, -size)) kept.delete(oldest)
      audio.catch(() => kept.delete(id))
      return audio
    },
  }
}
