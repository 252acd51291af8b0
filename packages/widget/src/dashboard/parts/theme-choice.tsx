import { useDashboard } from '../context.js'
import { THEMES } from '../data/theme.js'

export function ThemeChoice() {
  const { state, words } = useDashboard()
  return (
    <select
      class="button"
      aria-label={words.theme.label}
      title={words.theme.label}
      value={state.theme.value}
      onChange={({ currentTarget }) => {
        state.theme.value = THEMES.find((theme) => theme === currentTarget.value) ?? 'dark'
      }}
    >
      {THEMES.map((theme) => (
        <option key={theme} value={theme}>
          {words.theme[theme]}
        </option>
      ))}
    </select>
  )
}
