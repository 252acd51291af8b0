import { generate } from './generate.js'
import { SEED_LIMIT } from './is-recipe.js'
import type { Entry, Studio } from './studio.js'

/** Another try: the same wishes under a new seed. */
export async function regenerate(studio: Studio, entry: Entry): Promise<void> {
  if (studio.isBusy.value) return
  studio.report('regenerate', entry.id)
  await generate(studio, { ...entry.recipe, seed: newSeed(studio) }, entry.id)
}

export function newSeed({ random }: Pick<Studio, 'random'>): number {
  return Math.floor(random() * SEED_LIMIT)
}
