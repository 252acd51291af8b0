/** What a row comes to, or why it comes to nothing. */
export type RowContent =
  | {
      /** In the names of the contract and still to be checked; none where the row is of a kind that isn't kept. */
      events: Iterable<unknown>
      /** Complaints name fields as the row does: `rest` where those are the names of REST. */
      names: 'contract' | 'rest'
    }
  | { problem: string }

/** A row of what is imported and where it stands, such as `line 12`. */
export type SourceRow = { place: string; row: unknown } & RowContent

/** Reads a row of a format. `number` is that of its line. */
export type ReadRow = (fields: Fields, number: number) => RowContent

/** What can be imported, opened. */
export type Source = {
  rows: AsyncIterable<SourceRow>
  /** How much of `total` was read, in bytes or rows. */
  done(): number
  total: number
  close(): void
}

/** An object whose fields are not known. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
