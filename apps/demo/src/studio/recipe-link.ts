import type { Recipe } from '../music/recipe.js'
import { isRecipe } from './is-recipe.js'

/** The address under which a recipe opens: everything that the piece depends on, readable. */
export function linkTo(recipe: Recipe, pageUrl: string): string {
  const url = new URL(pageUrl)
  url.hash = ''
  url.search = new URLSearchParams({
    prompt: recipe.prompt,
    style: recipe.style,
    mood: recipe.mood,
    ai: recipe.aiEnhanced ? 'on' : 'off',
    seed: String(recipe.seed),
  }).toString()
  return url.href
}

/** The recipe that a page's address carries, if it carries a whole one. */
export function recipeFrom(search: string): Recipe | undefined {
  const parameters = new URLSearchParams(search)
  const recipe = {
    prompt: parameters.get('prompt') ?? '',
    style: parameters.get('style'),
    mood: parameters.get('mood'),
    aiEnhanced: parameters.get('ai') === 'on',
    seed: Number(parameters.get('seed') ?? Number.NaN),
  }
  return isRecipe(recipe) ? recipe : undefined
}
