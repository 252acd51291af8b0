import type { PromptNumbers } from '@son1k/contract'
import type { PromptSums } from './prompt-counts.js'
import { proportion } from './proportion.js'

/** What is told of some generations with prompts. */
export const promptNumbers = ({ succeeded, failed, kept }: PromptSums): PromptNumbers => ({
  generations: succeeded + failed,
  succeeded,
  failed,
  successRate: proportion(succeeded, succeeded + failed),
  kept,
  keepRate: proportion(kept, succeeded),
})

export const newPromptSums = (): PromptSums => ({ succeeded: 0, failed: 0, kept: 0 })

export function addPromptSums(sums: PromptSums, more: PromptSums): void {
  sums.succeeded += more.succeeded
  sums.failed += more.failed
  sums.kept += more.kept
}
