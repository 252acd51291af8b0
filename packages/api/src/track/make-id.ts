import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const ID_BYTES = 16
/** Random bytes for many ids at once: asking for those of one takes longer than parsing the request. */
const pool = new Uint8Array(256 * ID_BYTES)
let used = pool.length

/** A new UUID, v7, so that ids made one after the other lie side by side in an index. */
export const makeId = (): string => v7({ random: takeRandom() })

function takeRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += ID_BYTES
  return pool.subarray(used - ID_BYTES, used)
}
