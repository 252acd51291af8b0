import { useRef } from 'preact/hooks'
import { MOOD_IDS } from '../../music/mood.js'
import type { Recipe } from '../../music/recipe.js'
import { STYLE_IDS } from '../../music/style.js'
import { generate } from '../../studio/generate.js'
import { isMoodId, isStyleId, PROMPT_LENGTH } from '../../studio/is-recipe.js'
import { newSeed } from '../../studio/regenerate.js'
import { usePage } from '../page-context.js'

/** The form that makes music. */
export function Composer() {
  const { studio, words, sharedRecipe } = usePage()
  const promptField = useRef<HTMLInputElement>(null)
  const { compose, styles, moods } = words.value
  const shared = sharedRecipe.value

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const wishes = readWishes(new FormData(event.currentTarget))
    const isShared = shared !== undefined && sameWishes(shared, wishes)
    sharedRecipe.value = undefined
    void generate(studio, isShared ? shared : { ...wishes, seed: newSeed(studio) })
  }

  return (
    <form class="panel composer" aria-labelledby="composeHeading" onSubmit={submit}>
      <h2 id="composeHeading">{compose.heading}</h2>
      {shared && <p class="shared">{compose.shared}</p>}
      <label class="field">
        <span class="field-name">{compose.prompt}</span>
        <input
          ref={promptField}
          id="prompt"
          name="prompt"
          type="text"
          autocomplete="off"
          maxLength={PROMPT_LENGTH}
          placeholder={compose.promptPlaceholder}
          defaultValue={shared?.prompt}
        />
      </label>
      <fieldset class="ideas">
        <legend class="hidden">{compose.ideas}</legend>
        {compose.ideaList.map((idea) => (
          <button
            key={idea}
            type="button"
            class="idea"
            onClick={() => {
              if (promptField.current) promptField.current.value = idea
            }}
          >
            {idea}
          </button>
        ))}
      </fieldset>
      <div class="field-pair">
        <label class="field">
          <span class="field-name">{compose.style}</span>
          <select id="style" name="style">
            {STYLE_IDS.map((id) => (
              <option key={id} value={id} selected={id === shared?.style}>
                {styles[id]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span class="field-name">{compose.mood}</span>
          <select id="mood" name="mood">
            {MOOD_IDS.map((id) => (
              <option key={id} value={id} selected={id === shared?.mood}>
                {moods[id]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label class="switch">
        <input id="aiEnhanced" name="aiEnhanced" type="checkbox" defaultChecked={shared?.aiEnhanced ?? true} />
        <span class="switch-name">{compose.ai}</span>
        <span class="switch-hint">{compose.aiHint}</span>
      </label>
      <button id="generarMusica" class="primary" type="submit" aria-disabled={studio.isBusy.value}>
        {studio.isBusy.value ? compose.generating : compose.generate}
      </button>
      {studio.cancel.value && (
        <button id="cancelGeneration" class="action" type="button" onClick={studio.cancel.value}>
          {compose.cancel}
        </button>
      )}
    </form>
  )
}

type Wishes = Omit<Recipe, 'seed'>

function readWishes(form: FormData): Wishes {
  const style = form.get('style')
  const mood = form.get('mood')
  return {
    prompt: String(form.get('prompt') ?? '').trim(),
    style: isStyleId(style) ? style : STYLE_IDS[0],
    mood: isMoodId(mood) ? mood : MOOD_IDS[0],
    aiEnhanced: form.has('aiEnhanced'),
  }
}

function sameWishes(a: Wishes, b: Wishes): boolean {
  return a.prompt.trim() === b.prompt && a.style === b.style && a.mood === b.mood && a.aiEnhanced === b.aiEnhanced
}
