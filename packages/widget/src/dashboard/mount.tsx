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
import { nextTask } from './next-task.js'
import { pressKey } from './press-key.js'
import { styleText } from './styles/index.js'
import { warmUp } from './warm-up.js'
import { chooseLanguage, localeFor } from './words/language.js'

/** Gives the dashboard, hidden and at rest, a shadow root of its own on `host.root`. It is drawn when it is first shown. */
export function mountDashboard(host: DashboardHost): Dashboard {
  const root = host.root.attachShadow({ mode: 'open' })
  let drawn: ReturnType<typeof draw> | undefined
  /** What was asked for last: it may be about to be drawn. */
  let isWanted = false
  /** While it is seen. */
  let stop: (() => void) | undefined
  return {
    get isVisible() {
      return !!stop
    },
    async show() {
      isWanted = true
      drawn ??= draw(host, root)
      const { state, dialog, press } = await drawn
      await nextTask()
      // Meanwhile it may have been hidden, or shown by another call.
      if (!isWanted || stop) return
      const runWhileSeen = () => (document.hidden ? state.stop() : state.start())
      const stopWatching = watchBrowser(host, state)
      const stopKeys = dialog && keepKeys(host.root, press)
      document.addEventListener('visibilitychange', runWhileSeen)
      stop = () => {
        document.removeEventListener('visibilitychange', runWhileSeen)
        stopKeys?.()
        stopWatching()
        state.stop()
        dialog?.close()
      }
      dialog?.showModal()
      // A browser may close a dialog without asking, as at a second Escape: then the host is to know. The event comes
      // late, so after `hide` and `show` it is the one of before.
      if (dialog) dialog.onclose = () => stop && !dialog.open && host.onClose()
      await nextTask()
      if (isWanted) runWhileSeen()
    },
    hide() {
      isWanted = false
      stop?.()
      stop = undefined
    },
  }
}

/** In short tasks: all at once would keep the page below from its sound, and its reader waiting. */
async function draw(host: DashboardHost, root: ShadowRoot) {
  await nextTask()
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styleText)
  root.adoptedStyleSheets = [sheet]
  await nextTask()
  const state = stateOf(host)
  const press = (event: KeyboardEvent) => pressKey(event, state, root)
  await warmUp(localeFor(state.language.peek(), navigator.languages))
  await nextTask()
  if (host.mode === 'page') {
    effect(() => {
      document.documentElement.lang = state.language.value
    })
    keepAddress(state)
    state.readLogin()
    document.addEventListener('keydown', press)
  }
  render(<App host={host} state={state} />, root)
  return { state, press, dialog: root.querySelector<HTMLDialogElement>('dialog.overlay') }
}

function stateOf(host: DashboardHost): DashboardState {
  const asked = host.mode === 'page' ? readAddress(location.search) : {}
  const prefersContrast = matchMedia('(prefers-contrast: more)').matches
  return createState({
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
