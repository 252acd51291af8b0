import { effect, signal } from '@preact/signals'
import { render as draw } from 'preact'
import { createAnnounce } from '../announce/announce.js'
import { measureBy } from '../announce/measure.js'
import { reportTo } from '../announce/report.js'
import { shapesFrom } from '../announce/shape.js'
import { watchWidget } from '../announce/telling.js'
import type { Recipe } from '../music/recipe.js'
import { simulateNetwork } from '../network/simulate.js'
import { createPlayer } from '../sound/player.js'
import { render } from '../sound/render.js'
import { createAudioShelf } from '../studio/audio-shelf.js'
import { linkTo, recipeFrom } from '../studio/recipe-link.js'
import { createSavedTracks } from '../studio/saved-tracks.js'
import { createStudio } from '../studio/studio.js'
import { think } from '../studio/think.js'
import { App } from './app.js'
import { copyLink, saveFile } from './browser.js'
import { chooseLanguage, type Language } from './language.js'
import { wordsOf } from './page-context.js'

// Before the widget, which stands after this script in the page: it must find the `fetch` that can be cut.
const network = simulateNetwork(window)

const studio = createStudio({
  audio: createAudioShelf(render),
  player: createPlayer(),
  saved: createSavedTracks(() => localStorage),
  announce: createAnnounce(document, shapesFrom(location.search)),
  report: reportTo(window),
  measure: measureBy(window),
  think,
  linkTo: (recipe) => linkTo(recipe, location.href),
  copy: copyLink,
  download: saveFile,
  now: () => performance.now(),
  random: Math.random,
})

const language = signal<Language>(chooseLanguage(location.search, navigator.languages))
const words = wordsOf(language)
effect(() => {
  document.documentElement.lang = language.value
  document.title = words.value.title
})

const telling = watchWidget(window)
const openDashboard = signal<(() => void) | undefined>(undefined)
// Scripts that are deferred have all run, or failed, by then.
addEventListener('load', () => {
  telling.start()
  const { analyticsDashboard } = window
  if (analyticsDashboard) openDashboard.value = () => void analyticsDashboard.show()
})

const root = document.getElementById('app')
if (root) {
  const sharedRecipe = signal<Recipe | undefined>(recipeFrom(location.search))
  draw(<App page={{ studio, network, telling, language, words, sharedRecipe }} openDashboard={openDashboard} />, root)
}
