import { useEffect, useRef } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { Account } from './account.js'
import { Icon } from './icon.js'
import { Logo } from './logo.js'
import { ThemeChoice } from './theme-choice.js'

export function Brand() {
  const { host, words } = useDashboard()
  const isOverlay = host.mode === 'overlay'
  const title = useRef<HTMLHeadingElement>(null)
  // The browser does so whenever the dialog opens, but at the first time this comes after it. Not before it is painted:
  // to focus something asks for a layout at once, and by then there is one.
  useEffect(() => {
    if (isOverlay) title.current?.focus({ preventScroll: true })
  }, [isOverlay])
  return (
    <div class="brand">
      <Logo />
      <h1 ref={title} id="dashboard-title" tabIndex={-1} autofocus={isOverlay}>
        {words.product}
      </h1>
    </div>
  )
}

/** Whether the period before is shown too. */
export function CompareSwitch() {
  const { state, words } = useDashboard()
  return (
    <label class="compare">
      <input
        type="checkbox"
        checked={state.isCompared.value}
        onChange={(event) => state.compare(event.currentTarget.checked)}
      />
      {words.range.compare}
    </label>
  )
}

/** What goes for the whole dashboard, whatever it shows. */
export function TopButtons() {
  const { host, state, words } = useDashboard()
  const other = words.switchLanguage
  const isOverlay = host.mode === 'overlay'
  return (
    <div class="top-buttons">
      {!isOverlay && <Account />}
      <ThemeChoice />
      <button
        type="button"
        class="button"
        aria-label={words.keys.title}
        title={words.keys.title}
        onClick={() => {
          state.isHelpOpen.value = true
        }}
      >
        <span aria-hidden="true">?</span>
      </button>
      <button
        type="button"
        class="button"
        lang={words.locale === 'es' ? 'en' : 'es'}
        title={other.label}
        onClick={() => {
          state.language.value = words.locale === 'es' ? 'en' : 'es'
        }}
      >
        <span aria-hidden="true">{other.short}</span>
        <span class="heard-only">{other.label}</span>
      </button>
      {isOverlay && (
        <button type="button" class="button close" aria-label={words.close} title={words.close} onClick={host.onClose}>
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
