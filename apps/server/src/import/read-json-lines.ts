import type { Readable } from 'node:stream'
import { readLines } from './read-lines.js'
import { type Fields, isFields, type ReadRow, type SourceRow } from './source.js'

/** A file with one JSON object a line. */
export async function* readJsonLines(bytes: Readable, read: ReadRow): AsyncGenerator<SourceRow> {
  for await (const line of readLines(bytes)) {
    const place = `line ${line.number}`
    if ('problem' in line) {
      yield { place, row: null, problem: line.problem }
      continue
    }
    const fields = parseObject(line.text)
    yield fields === undefined
      ? { place, row: line.text, problem: 'is no JSON object' }
      : { place, row: fields, ...read(fields, line.number) }
  }
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
