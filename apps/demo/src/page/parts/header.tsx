import { LANGUAGES } from '../language.js'
import { usePage } from '../page-context.js'

export function Header() {
  const { language, words } = usePage()
  return (
    <header class="header">
      <a class="skip" href="#tracks">
        {words.value.skip}
      </a>
      <h1 class="brand">
        <span class="brand-name">SON1K</span>
        <span class="brand-what">{words.value.title.split('·')[1]}</span>
      </h1>
      <nav class="header-links">
        <fieldset class="languages">
          <legend class="hidden">{words.value.language}</legend>
          {LANGUAGES.map((name) => (
            <button
              key={name}
              type="button"
              class="language"
              lang={name}
              aria-label={name === 'es' ? 'ES, español' : 'EN, English'}
              aria-pressed={language.value === name}
              onClick={() => {
                language.value = name
              }}
            >
              {name.toUpperCase()}
            </button>
          ))}
        </fieldset>
        <a class="dashboard-link" href="/">
          {words.value.dashboard} <span aria-hidden="true">→</span>
        </a>
      </nav>
      <p class="tagline">{words.value.tagline}</p>
    </header>
  )
}
