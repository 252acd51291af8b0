type Timed = { startBeats: number; lengthBeats: number }

/**
 * Spreads notes over as few strings as sound together at most: on each, one note follows the other. An oscillator for
 * each string instead of one for each note is what makes rendering cheap.
 */
export function onStrings<N extends Timed>(notes: readonly N[]): N[][] {
  const strings: { notes: N[]; freeAtBeats: number }[] = []
  for (const note of notes.toSorted((a, b) => a.startBeats - b.startBeats)) {
    const free = strings.find(({ freeAtBeats }) => freeAtBeats <= note.startBeats)
    const string = free ?? { notes: [], freeAtBeats: 0 }
    if (!free) strings.push(string)
    string.notes.push(note)
    string.freeAtBeats = note.startBeats + note.lengthBeats
  }
  return strings.map(({ notes }) => notes)
}
