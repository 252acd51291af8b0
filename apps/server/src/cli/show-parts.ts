type Progress = { part: string; done: number; total: number }

/**
 * Shows a task of several parts behind a progress bar, from its first step on. Most starts have none, and then nothing is
 * shown nor loaded for it.
 * @param names of the parts, for the person at the terminal
 */
export function showParts(names: Record<string, string>) {
  const load = async () => (await import('./progress-bar.js')).progressBar('{part} {bar} {percentage} %')
  let bar: ReturnType<typeof load> | undefined
  let shown: string | undefined
  return {
    onProgress({ part, done, total }: Progress): void {
      bar ??= load()
      void bar.then((shownBar) => {
        if (part !== shown) shownBar.start(total, done, { part: names[part] ?? part })
        shown = part
        shownBar.update(done)
      })
    },
    async stop(): Promise<void> {
      ;(await bar)?.stop()
    },
  }
}
