import type { NamedDimension, NameSynonym } from '@son1k/contract'
import { foldNumber } from './fold-number.js'
import { foldText } from './fold-text.js'
import { MUSICAL_KEYS, musicalKey } from './musical-key.js'
import { NAME_SYNONYMS } from './name-synonyms.js'

/** What a name comes down to: `key` is the same for all spellings; `shown` where one of them is to be shown for all. */
type CanonicalName = { key: string; shown?: string }

/** What names of a dimension mean the same. */
export type NameTable = {
  canonical(text: string): CanonicalName
  /** The numbers of the folded spellings of the same name, as `spelling` has them. */
  foldsOf(text: string): number[]
  /** Of each folded spelling that isn't shown as it is: its number, that of the name it comes down to, and what is shown. */
  rows: [fold: number, means: number, shown: string][]
}

/** A spelling without what makes no difference; of a key, its one name. */
export const foldName = (dimension: NamedDimension, text: string): string =>
  (dimension === 'scale' ? musicalKey(text) : null) ?? foldText(text)

/**
 * The names of a dimension, as the product knows them and an app adds to them. What an app says goes first; a name that
 * means another which means a third, means the third.
 */
export function createNameTable(dimension: NamedDimension, own: NameSynonym[] = []): NameTable {
  const fold = (text: string) => foldName(dimension, text)
  const means = new Map<string, string>()
  for (const [shown, ...others] of NAME_SYNONYMS[dimension])
    for (const name of [shown, ...others]) means.set(fold(name), shown)
  if (dimension === 'scale') for (const key of MUSICAL_KEYS) means.set(key, key)
  const ofApp = own.filter((synonym) => synonym.dimension === dimension)
  for (const synonym of ofApp) means.set(fold(synonym.name), synonym.means)
  // The name that others come down to is shown as the app writes it.
  for (const synonym of ofApp) {
    if (!means.has(fold(synonym.means))) means.set(fold(synonym.means), synonym.means)
  }
  const canonicalOf = (folded: string): CanonicalName => {
    const seen = new Set<string>()
    let [key, shown] = [folded, means.get(folded)]
    while (shown !== undefined && !seen.has(key)) {
      seen.add(key)
      const next = fold(shown)
      const further = means.get(next)
      if (next === key || further === undefined) return { key: next, shown }
      key = next
      shown = further
    }
    return shown === undefined ? { key } : { key, shown }
  }
  const rows = new Map([...means.keys()].map((folded) => [folded, canonicalOf(folded)]))
  return {
    canonical: (text) => canonicalOf(fold(text)),
    foldsOf(text) {
      const { key } = canonicalOf(fold(text))
      const others = [...rows].filter(([, name]) => name.key === key).map(([folded]) => folded)
      return [...new Set([key, ...others])].map(foldNumber)
    },
    rows: [...rows].map(([folded, { key, shown }]) => [foldNumber(folded), foldNumber(key), shown ?? key]),
  }
}
