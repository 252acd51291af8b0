import type { DayParts } from './day-parts.js'

/** Of a value; another version whenever it may have changed. */
export type Named = { name: string; version: string }

/** What is kept of it; undefined where nothing is. Holds at run time: a name tells apart all whose values are not the same. */
export const partIn = <Part>(dayParts: DayParts | undefined, { name, version }: Named) =>
  dayParts?.find(name, version) as Part | undefined

/** What follows from what was read, made anew only where that has another version. `sizeOf`: about how many bytes it takes. */
export function remembered<Part>(
  dayParts: DayParts | undefined,
  named: Named,
  { make, sizeOf }: { make: () => Part; sizeOf: (part: Part) => number },
): Part {
  const known = partIn<Part>(dayParts, named)
  if (known !== undefined) return known
  const made = make()
  dayParts?.keep(named.name, { version: named.version, value: made, bytes: sizeOf(made) })
  return made
}

/** The same of what takes several steps to make. */
export async function rememberedLater<Part>(
  dayParts: DayParts | undefined,
  named: Named,
  { make, sizeOf }: { make: () => Promise<Part>; sizeOf: (part: Part) => number },
): Promise<Part> {
  const made = partIn<Part>(dayParts, named) ?? (await make())
  return remembered(dayParts, named, { make: () => made, sizeOf })
}
