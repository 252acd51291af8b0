import { NAMED_DIMENSIONS } from '@son1k/contract/dimension'
import { foldText } from '../music/fold-text.js'
import { foldName } from '../music/name-table.js'
import { DIMENSIONS } from '../rollups/define.js'

/** By their number in the database, the dimensions of which spellings are kept, and what a spelling comes down to. */
export const FOLDS: ReadonlyMap<number, (text: string) => string> = new Map([
  ...NAMED_DIMENSIONS.map((name) => [DIMENSIONS[name].code, (text: string) => foldName(name, text)] as const),
  [DIMENSIONS.prompt.code, foldText],
])
