import type { Lifecycle, PromptChange } from '@son1k/contract'
import { falseDiscoveryRates } from '../statistics/benjamini-hochberg.js'
import { fisherExact } from '../statistics/fisher-exact.js'
import { byBytes } from './by-bytes.js'
import { proportion } from './proportion.js'

/** A new try of a track that was not kept, with another prompt. */
export type Retry = { before: string; after: string; isKept: boolean }

/** Fewer new tries with a change say nothing. */
const FEWEST_RETRIES = 5

type Change = Pick<PromptChange, 'change' | 'word' | 'retries' | 'kept'>

/** Which words, added to a prompt or taken out of it, go with a new try that is kept. */
export function promptChanges(retries: Retry[], limit: number): Lifecycle['changes'] {
  const kept = retries.filter(({ isKept }) => isKept).length
  const changes = [...countChanges(retries).values()].filter((each) => each.retries >= FEWEST_RETRIES)
  const pValues = changes.map((change) =>
    fisherExact({
      having: change.kept,
      total: change.retries,
      othersHaving: kept - change.kept,
      othersTotal: retries.length - change.retries,
    }),
  )
  const rates = falseDiscoveryRates(pValues)
  const words = changes.flatMap((change, index): PromptChange[] => {
    const keepRate = proportion(change.kept, change.retries)
    if (keepRate === null) return []
    const otherRate = (kept - change.kept) / (retries.length - change.retries)
    const lift = otherRate > 0 ? keepRate.share / otherRate : null
    return [{ ...change, keepRate, lift, pValue: pValues[index] ?? 1, falseDiscoveryRate: rates[index] ?? 1 }]
  })
  words.sort((a, b) => b.keepRate.low - a.keepRate.low || byBytes(a.word, b.word) || byBytes(a.change, b.change))
  return { retries: retries.length, kept, words: words.slice(0, limit) }
}

function countChanges(retries: Retry[]): Map<string, Change> {
  const changes = new Map<string, Change>()
  const known = new Map<string, Set<string>>()
  const wordsIn = (text: string) => {
    const words = known.get(text) ?? wordsOf(text)
    known.set(text, words)
    return words
  }
  for (const { before, after, isKept } of retries) {
    const [old, fresh] = [wordsIn(before), wordsIn(after)]
    const count = (change: 'added' | 'removed', word: string) => {
      const name = `${change} ${word}`
      const counted = changes.get(name) ?? { change, word, retries: 0, kept: 0 }
      changes.set(name, counted)
      counted.retries += 1
      if (isKept) counted.kept += 1
    }
    for (const word of fresh) if (!old.has(word)) count('added', word)
    for (const word of old) if (!fresh.has(word)) count('removed', word)
  }
  return changes
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** The words of a text in any language, in small letters. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>()
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike) words.add(segment)
  }
  return words
}
