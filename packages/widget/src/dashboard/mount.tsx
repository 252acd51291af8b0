import { effect } from '@preact/signals'
import { render } from 'preact'
import type { Dashboard, DashboardHost } from '../dashboard-host.js'
import { App } from './app.js'
import { readAddress, writeAddress } from './data/address.js'
import { connect } from './data/connect.js'
import { createLoginService } from './data/login.js'
import { createState, type DashboardState } from './data/state.js'
import { watchBrowser } from './data/watch-browser.js'
import { keepKeys } from './keep-keys.js'
import { pressKey } from './press-key.js'
import { styleText } from './styles/index.js'
import { chooseLanguage } from './words/language.js'

/** Puts the dashboard, hidden and at rest, into a shadow root of its own on `host.root`. */
export function mountDashboard(host: DashboardHost): Dashboard {
  const root = host.root.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styleText)
  root.adoptedStyleSheets = [sheet]

  const asked = host.mode === 'page' ? readAddress(location.search) : {}
  const prefersContrast = matchMedia('(prefers-contrast: more)').matches
  const state = createState({
    view: asked.view,
    period: asked.period,
    filters: asked.filters,
    isCompared: asked.isCompared,
    app: asked.app,
    theme: asked.theme ?? (prefersContrast ? 'contrast' : 'dark'),
    language: chooseLanguage([asked.language, host.lang, ...pageLanguages(host), ...navigator.languages]),
    connect: (by) => connect({ endpoint: host.endpoint, ...by }),
    loginService: host.mode === 'page' ? createLoginService(host.endpoint) : undefined,
    now: Date.now,
    random: Math.random,
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  })
  const press = (event: KeyboardEvent) => pressKey(event, state, root)
  if (host.mode === 'page') {
    effect(() => {
      document.documentElement.lang = state.language.value
    })
    keepAddress(state)
    state.readLogin()
    document.addEventListener('keydown', press)
  }
  render(<App host={host} state={state} />, root)

  const dialog = root.querySelector<HTMLDialogElement>('dialog.overlay')
  let isVisible = false
  let stopWatching = () => {}
  let stopKeys = () => {}
  const runWhileSeen = () => (document.hidden ? state.stop() : state.start())
  const dashboard = {
    get isVisible() {
      return isVisible
    },
    show() {
      if (isVisible) return
      isVisible = true
      dialog?.showModal()
      if (dialog) stopKeys = keepKeys(host.root, press)
      stopWatching = watchBrowser(host, state)
      document.addEventListener('visibilitychange', runWhileSeen)
      runWhileSeen()
    },
    hide() {
      if (!isVisible) return
      isVisible = false
      document.removeEventListener('visibilitychange', runWhileSeen)
      stopKeys()
      stopWatching()
      state.stop()
      dialog?.close()
    },
  }
  // A browser may close a dialog without asking, as at a second Escape: then the host is to know. The event comes late,
  // so after `hide` and `show` it is the one of before.
  dialog?.addEventListener('close', () => {
    if (isVisible && !dialog.open) host.onClose()
  })
  return dashboard
}

/** Writes what a person chose into the address; until then it stays as it was opened. */
function keepAddress(state: DashboardState) {
  let isOpening = true
  effect(() => {
    const search = writeAddress(location.search, state.shown())
    if (!isOpening) history.replaceState(history.state, '', search + location.hash)
    isOpening = false
  })
}

/** The full page is ours and goes by its reader; another site's page has a language of its own. */
const pageLanguages = ({ mode }: DashboardHost) => (mode === 'overlay' ? [document.documentElement.lang] : [])
