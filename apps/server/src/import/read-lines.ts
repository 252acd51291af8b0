import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'

export type Line = { number: number } & ({ text: string } | { problem: string })

/** Far more than any event may have: what has no line ends is no file of lines. */
const LONGEST_LINE = 1024 * 1024
const LINE_FEED = 0x0a

/** The lines of a file in UTF-8, without empty ones; one that is too long or no UTF-8 is a problem of its own. */
export async function* readLines(bytes: Readable): AsyncGenerator<Line> {
  let number = 1
  let rest: Buffer = Buffer.alloc(0)
  let tooLong = false
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED)) {
      yield* lineOf(number, data.subarray(0, end), tooLong)
      tooLong = false
      number++
      data = data.subarray(end + 1)
    }
    if (data.length > LONGEST_LINE) {
      tooLong = true
      data = data.subarray(0, 0)
    }
    rest = data
  }
  yield* lineOf(number, rest, tooLong)
}

/** @param tooLong whether its beginning was let go already */
function* lineOf(number: number, bytes: Buffer, tooLong: boolean): Generator<Line> {
  if (tooLong || bytes.length > LONGEST_LINE) {
    yield { number, problem: `is longer than ${LONGEST_LINE} bytes` }
    return
  }
  if (!isUtf8(bytes)) {
    yield { number, problem: 'is not UTF-8' }
    return
  }
  const text = bytes
    .toString('utf8')
    .replace(number === 1 ? /^\ufeff/ : '', '')
    .trim()
  if (text !== '') yield { number, text }
}
