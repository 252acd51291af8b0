import type { RebuildProgress } from '@son1k/store'

const PARTS = { events: 'Reading events', rollups: 'Summing up' } satisfies Record<RebuildProgress['part'], string>

/** Shows a rebuild from its first step on. Most starts have none, and then nothing is shown nor loaded for it. */
export function showRebuilding(): { onProgress(progress: RebuildProgress): void; stop(): Promise<void> } {
  const load = async () => (await import('./progress-bar.js')).progressBar('{part} {bar} {percentage} %')
  let bar: ReturnType<typeof load> | undefined
  let shown: RebuildProgress['part'] | undefined
  return {
    onProgress({ part, done, total }) {
      bar ??= load()
      void bar.then((shownBar) => {
        if (part !== shown) shownBar.start(total, done, { part: PARTS[part] })
        shown = part
        shownBar.update(done)
      })
    },
    async stop() {
      ;(await bar)?.stop()
    },
  }
}
