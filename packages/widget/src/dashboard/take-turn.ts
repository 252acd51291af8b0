import { nextTask } from './next-task.js'

const waiting = new Set<() => void>()
let isBusy = false

/**
 * Runs what draws something, one in each frame: all at once would keep a slow phone from answering its reader, or the page
 * below from making its sound. The first runs at once.
 * @returns the function that takes it back
 */
export function takeTurn(draw: () => void): () => void {
  waiting.add(draw)
  void drawWaiting()
  return () => {
    waiting.delete(draw)
  }
}

async function drawWaiting() {
  if (isBusy) return
  isBusy = true
  for (const draw of waiting) {
    waiting.delete(draw)
    draw()
    await new Promise(requestAnimationFrame)
    await nextTask()
  }
  isBusy = false
}
