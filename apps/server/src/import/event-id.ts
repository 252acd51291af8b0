import { v5 as uuid, validate } from 'uuid'

/** Ids made under it are never made by chance, nor by another program. */
const NAMESPACE = '6b0c8f43-5e0e-5b6f-9a67-2f1d3c3f7a51'

/** An id that is the same whenever it is made of the same parts: importing them again changes nothing. */
export const idOf = (...parts: unknown[]): string => uuid(JSON.stringify(parts), NAMESPACE)

/** An id of another system as a UUID: as it is where it is one. Nothing, where it is empty. */
export function uuidOf(kind: string, text: unknown): string | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  return validate(text) ? text.toLowerCase() : idOf(kind, text)
}
