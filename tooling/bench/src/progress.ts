import { SingleBar } from 'cli-progress'

type Step = { advance(by: number): void; end(): void }

/** Shows how far the run is; on stderr, so that stdout has the table alone. */
export type Progress = { start(title: string, total: number): Step }

/** A bar on a terminal, a line a step elsewhere. */
export function createProgress(): Progress {
  return {
    start(title, total) {
      if (!process.stderr.isTTY) {
        console.error(`${title} …`)
        return { advance: () => {}, end: () => {} }
      }
      const bar = new SingleBar({
        format: '{title} [{bar}] {value}/{total} {eta_formatted}',
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
        barsize: 30,
      })
      bar.start(total, 0, { title: title.padEnd(44) })
      return { advance: (by) => bar.increment(by), end: () => bar.stop() }
    },
  }
}
