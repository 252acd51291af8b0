import type { QueuedEvent } from './storage.js'

export type Intake = {
  /** Resolves when the event is written. Events of the same turn become one write. */
  add(queued: QueuedEvent): Promise<void>
  /** Resolves when everything that was added is written. */
  written(): Promise<void>
  /** Events that are not written yet. */
  length(): number
}

/** Gathers events while the storage is busy. `write` must not reject. */
export function createIntake(write: (events: QueuedEvent[]) => Promise<void>): Intake {
  let incoming: QueuedEvent[] = []
  let writing: Promise<void> | undefined
  let writingCount = 0

  async function writeAll() {
    await Promise.resolve()
    while (incoming.length > 0) {
      const taken = incoming
      incoming = []
      writingCount = taken.length
      await write(taken)
      writingCount = 0
    }
    writing = undefined
  }

  return {
    add(queued) {
      incoming.push(queued)
      writing ??= writeAll()
      return writing
    },
    written: async () => writing,
    length: () => writingCount + incoming.length,
  }
}
