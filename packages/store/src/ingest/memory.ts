import { Hours } from '../rollups/hours.js'
import { LabelRoom } from '../rollups/label-room.js'

/** Entries of a dictionary that are remembered at most. */
const MOST_REMEMBERED = 20_000

/** The ids that new rows get. */
export type NextIds = { label: number; agent: number; user: number; session: number; event: number }

/** What the writer knows of the database from the last commit, as long as nobody else writes to it. */
export class WriterMemory {
  readonly labels = new Map<string, number>()
  readonly agents = new Map<string, number>()
  readonly users = new Map<string, number>()
  /** Labels that are known to be in `spelling`. */
  readonly spellings = new Set<number>()
  /** Prompts that are not in the full-text index yet; undefined where that is not known. */
  waitingPrompts: number | undefined
  readonly hours = new Hours()
  readonly labelRoom = new LabelRoom()
  nextIds: NextIds | undefined
  areSomeStartsOpen: boolean | undefined
  areSomeKeeps: boolean | undefined

  forget(): void {
    for (const dictionary of [this.labels, this.agents, this.users]) dictionary.clear()
    this.spellings.clear()
    this.waitingPrompts = undefined
    this.hours.forget()
    this.labelRoom.forget()
    this.nextIds = undefined
    this.areSomeStartsOpen = undefined
    this.areSomeKeeps = undefined
  }

  /** Keeps it small. To be called between commits. */
  trim(): void {
    for (const dictionary of [this.labels, this.agents, this.users]) {
      if (dictionary.size > MOST_REMEMBERED) dictionary.clear()
    }
    if (this.spellings.size > MOST_REMEMBERED) this.spellings.clear()
  }
}
