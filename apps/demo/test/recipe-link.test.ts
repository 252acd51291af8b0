import { describe, expect, test } from 'vitest'
import type { Recipe } from '../src/music/recipe.js'
import { linkTo, recipeFrom } from '../src/studio/recipe-link.js'

const recipe: Recipe = {
  prompt: 'ñandú & mar = ¿azul?',
  style: 'bossa nova',
  mood: 'dreamy',
  aiEnhanced: false,
  seed: 0,
}

describe('a link to a recipe', () => {
  test('opens the same recipe', () => {
    expect(recipeFrom(new URL(linkTo(recipe, 'http://app/demo/')).search)).toEqual(recipe)
    const other: Recipe = { ...recipe, aiEnhanced: true, prompt: '', seed: 4_294_967_295 }
    expect(recipeFrom(new URL(linkTo(other, 'http://app/demo/')).search)).toEqual(other)
  })

  test('keeps the page and drops what the page’s own address said', () => {
    const url = new URL(linkTo(recipe, 'http://app/demo/?lang=es&seed=9#tracks'))
    expect(url.origin + url.pathname).toBe('http://app/demo/')
    expect(url.searchParams.has('lang')).toBe(false)
    expect(url.searchParams.getAll('seed')).toEqual(['0'])
    expect(url.hash).toBe('')
  })
})

describe('an address without a whole recipe opens none', () => {
  const whole = new URL(linkTo(recipe, 'http://app/')).searchParams
  test.each<[string, string]>([
    ['style', 'polka'],
    ['mood', 'hungry'],
    ['seed', '-1'],
    ['seed', '1.5'],
    ['seed', '4294967296'],
    ['seed', 'seven'],
    ['prompt', 'a'.repeat(401)],
  ])('%s=%s', (name, value) => {
    const search = new URLSearchParams(whole)
    search.set(name, value)
    expect(recipeFrom(`?${search}`)).toBeUndefined()
  })

  test.each(['style', 'mood', 'seed'])('no %s', (name) => {
    const search = new URLSearchParams(whole)
    search.delete(name)
    expect(recipeFrom(`?${search}`)).toBeUndefined()
  })
})
