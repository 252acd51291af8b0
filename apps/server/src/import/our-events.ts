import { renameFields } from '@son1k/api'
import { idOf } from './event-id.js'
import type { Fields, ReadRow } from './source.js'

/** Our own events, as `export` writes them, or in the names of REST: those have a `user_id`. */
export const readOurEvent: ReadRow = (fields, number) => {
  const isRest = 'user_id' in fields
  const event = isRest ? renameFields(fields) : withoutNulls(fields)
  // Without an id of its own, the same line of the same file is the same event.
  return { events: [{ id: idOf('line', number, fields), ...asFields(event) }], names: isRest ? 'rest' : 'contract' }
}

const NUMBERS = new Set([
  ...['seq', 'durationSeconds', 'tempoBpm', 'generationSeconds'],
  ...['duration', 'tempo', 'generation_time'],
])
const BOOLEANS = new Set(['aiEnhanced', 'ai_enhanced', 'success'])
const WORDS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])
const JSONS = new Set(['instruments', 'params', 'metadata', 'context'])

/** The same from a table, where all is text. What is no such value stays as it is, to be complained of. */
export const readOurRecord: ReadRow = (record, number) => {
  const fields = Object.entries(record).filter(([, cell]) => cell !== undefined)
  return readOurEvent(Object.fromEntries(fields.map(([name, cell]) => [name, cellValue(name, String(cell))])), number)
}

function cellValue(name: string, cell: string): unknown {
  if (NUMBERS.has(name)) return cell.trim() === '' || Number.isNaN(Number(cell)) ? cell : Number(cell)
  if (BOOLEANS.has(name)) return WORDS.get(cell.toLowerCase()) ?? cell
  if (!JSONS.has(name)) return cell
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}

const withoutNulls = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** Holds at run time: an object is renamed to an object. */
const asFields = (value: unknown) => value as Fields
