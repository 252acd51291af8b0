import { type Stats, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/**
 * Brings what was written to the log of a database file onto the disk, without a thread of the database waiting for it:
 * while the disk works, the writer makes the next commit.
 */
export class LogSync {
  readonly #path: string
  readonly #emptyLog: () => Promise<boolean>
  #log: FileHandle | undefined
  #opened: Stats | undefined
  /** Whether the system may think that it has written what it hasn't: after a failure it says nothing any more. */
  #isDoubtful = false

  /**
   * @param databasePath with all links followed: the log lies beside the file itself
   * @param emptyLog brings the whole log into the database file, and that onto the disk; whether it could
   */
  constructor(databasePath: string, emptyLog: () => Promise<boolean>) {
    this.#path = `${databasePath}-wal`
    this.#emptyLog = emptyLog
  }

  /**
   * Resolves when all commits until now would outlast the machine.
   * @throws what the file system does
   */
  async sync(): Promise<void> {
    try {
      if (this.#isDoubtful) throw new Error('The log could not be written to the disk.')
      await (await this.#current()).datasync()
    } catch (error) {
      this.#isDoubtful = true
      if (!(await this.#emptyLog())) throw error
      this.#isDoubtful = false
    }
  }

  async close(): Promise<void> {
    const log = this.#log
    this.#log = undefined
    await log?.close()
  }

  /** The log is made anew when all connections were closed. Kept open: only so do we see all its failures. */
  async #current(): Promise<FileHandle> {
    const { ino, dev } = statSync(this.#path)
    if (this.#log && this.#opened?.ino === ino && this.#opened.dev === dev) return this.#log
    await this.close()
    // For writing: else some systems refuse.
    this.#log = await open(this.#path, 'r+')
    this.#opened = await this.#log.stat()
    return this.#log
  }
}
