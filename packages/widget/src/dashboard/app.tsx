import { useMemo } from 'preact/hooks'
import type { DashboardHost } from '../dashboard-host.js'
import { Dashboard } from './context.js'
import type { DashboardState } from './data/state.js'
import { createFormat } from './format.js'
import { AiUsage } from './panels/ai-usage.js'
import { Generations } from './panels/generations.js'
import { LiveFeed } from './panels/live-feed.js'
import { PopularPrompts } from './panels/popular-prompts.js'
import { PopularStyles } from './panels/popular-styles.js'
import { Sessions } from './panels/sessions.js'
import { SystemState } from './panels/system-state.js'
import { TokenForm } from './panels/token-form.js'
import { KeyHelp } from './parts/key-help.js'
import { NoticeLine } from './parts/notice-line.js'
import { Overlay } from './parts/overlay.js'
import { TopBar } from './parts/top-bar.js'
import { localeFor, wordsOf } from './words/language.js'

/** The whole dashboard, as a full page or as a dialog over another site's page. */
export function App({ host, state }: { host: DashboardHost; state: DashboardState }) {
  const words = wordsOf(state.language.value)
  const format = useMemo(() => createFormat(words, localeFor(words.locale, navigator.languages)), [words])
  const body = state.access.value === 'open' ? <Panels /> : <TokenForm />
  return (
    <Dashboard.Provider value={{ host, state, words, format }}>
      {host.mode === 'overlay' ? (
        <Overlay>
          <TopBar />
          {body}
          <NoticeLine />
          <KeyHelp />
        </Overlay>
      ) : (
        <div class={`dashboard page ${state.theme.value}`} dir="ltr" lang={words.locale}>
          <div class="frame">
            <header>
              <TopBar />
            </header>
            <main aria-label={words.dashboardLabel}>{body}</main>
            <NoticeLine />
            <KeyHelp />
          </div>
        </div>
      )}
    </Dashboard.Provider>
  )
}

function Panels() {
  return (
    <div class="panels">
      <Generations />
      <SystemState />
      <AiUsage />
      <Sessions />
      <LiveFeed />
      <PopularStyles />
      <PopularPrompts />
    </div>
  )
}
