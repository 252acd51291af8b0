import { useDashboard } from '../context.js'
import { THEMES } from '../data/theme.js'
import { Choice } from './choice.js'

export function ThemeChoice() {
  const { state, words } = useDashboard()
  return (
    <Choice
      label={words.theme.label}
      options={THEMES.map((theme) => [theme, words.theme[theme]])}
      value={state.theme.value}
      onChoose={(theme) => {
        state.theme.value = theme
      }}
    />
  )
}
