import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { DashboardHost } from '../dashboard-host.js'
import { Dashboard, useDashboard } from './context.js'
import type { DashboardState } from './data/state.js'
import type { View as ViewName } from './data/view.js'
import { createFormat } from './format.js'
import { Administration } from './panels/administration.js'
import { AiUplift } from './panels/ai-uplift.js'
import { AiUsage } from './panels/ai-usage.js'
import { Alerts } from './panels/alerts.js'
import { Availability } from './panels/availability.js'
import { Breakdown } from './panels/breakdown.js'
import { Cohorts } from './panels/cohorts.js'
import { Combinations } from './panels/combinations.js'
import { DataQuality } from './panels/data-quality.js'
import { ErrorGroups } from './panels/error-groups.js'
import { Funnel } from './panels/funnel.js'
import { Generations } from './panels/generations.js'
import { HoursOfWeek } from './panels/hours.js'
import { Lifecycle } from './panels/lifecycle.js'
import { LiveFeed } from './panels/live-feed.js'
import { Minutes } from './panels/minutes.js'
import { PatienceCurve } from './panels/patience.js'
import { PopularPrompts } from './panels/popular-prompts.js'
import { PopularStyles } from './panels/popular-styles.js'
import { Prompts } from './panels/prompts.js'
import { Resources } from './panels/resources.js'
import { Series } from './panels/series.js'
import { Sessions } from './panels/sessions.js'
import { SystemState } from './panels/system-state.js'
import { TokenForm } from './panels/token-form.js'
import { Users } from './panels/users.js'
import { WaitHistogram } from './panels/wait-histogram.js'
import { WaitingTimes } from './panels/waiting-times.js'
import { ConnectionBadge } from './parts/connection-badge.js'
import { FilterChips } from './parts/filter-chips.js'
import { InTurn } from './parts/in-turn.js'
import { KeyHelp } from './parts/key-help.js'
import { NoticeLine } from './parts/notice-line.js'
import { Overlay } from './parts/overlay.js'
import { RangeChoice } from './parts/range-choice.js'
import { Brand, CompareSwitch, TopButtons } from './parts/top-bar.js'
import { ViewTabs } from './parts/view-tabs.js'
import { localeFor, wordsOf } from './words/language.js'

/** The whole dashboard, as a full page or as a dialog over another site's page. */
export function App({ host, state }: { host: DashboardHost; state: DashboardState }) {
  const words = wordsOf(state.language.value)
  const format = useMemo(() => createFormat(words, localeFor(words.locale, navigator.languages)), [words])
  return (
    <Dashboard.Provider value={{ host, state, words, format }}>
      {host.mode === 'overlay' ? (
        <Overlay>
          <Parts frame={(top, body) => [<Top key="top">{top}</Top>, body]} />
        </Overlay>
      ) : (
        <div class={`dashboard page ${state.theme.value}`} dir="ltr" lang={words.locale}>
          <div class="frame">
            <Parts
              frame={(top, body) => (
                <>
                  <header>
                    <Top>{top}</Top>
                  </header>
                  <main aria-label={words.dashboardLabel}>{body}</main>
                </>
              )}
            />
          </div>
        </div>
      )}
    </Dashboard.Provider>
  )
}

const Top = ({ children }: { children: ComponentChildren }) => <div class="top">{children}</div>

/** What goes into the frame: the parts of the top bar, what is below, and what floats over both. */
function Parts({ frame }: { frame: (top: ComponentChildren, body: ComponentChildren) => ComponentChildren }) {
  const { state } = useDashboard()
  const top = [
    <Brand key="brand" />,
    <RangeChoice key="range" />,
    <CompareSwitch key="compare" />,
    <ConnectionBadge key="connection" />,
    <TopButtons key="buttons" />,
  ]
  return (
    <InTurn
      frame={(drawn) => (
        <>
          {frame(drawn.slice(0, top.length), drawn[top.length])}
          {drawn.slice(top.length + 1)}
        </>
      )}
    >
      {top}
      {state.access.value === 'open' ? <View /> : <TokenForm />}
      <NoticeLine />
      <KeyHelp />
    </InTurn>
  )
}

function View() {
  const { state } = useDashboard()
  const view = state.view.value
  return (
    <>
      <ViewTabs />
      {view !== 'live' && view !== 'system' && <FilterChips />}
      <div class={`panels${view === 'live' ? '' : ' insights'}`}>{panelsOf(view)}</div>
    </>
  )
}

function panelsOf(view: ViewName) {
  switch (view) {
    case 'live':
      return <LivePanels />
    case 'music':
      return <MusicPanels />
    case 'waiting':
      return <WaitingPanels />
    case 'people':
      return <PeoplePanels />
    case 'system':
      return <SystemPanels />
  }
}

const LivePanels = () => (
  <InTurn>
    <Generations />
    <SystemState />
    <Minutes />
    <AiUsage />
    <Sessions />
    <LiveFeed />
    <PopularStyles />
    <PopularPrompts />
  </InTurn>
)

function MusicPanels() {
  const text = useDashboard().words.music
  return (
    <InTurn>
      <Generations />
      <Series />
      <Breakdown
        name="made"
        title={text.made}
        dimensions={['style', 'mood', 'scale', 'tempoBand', 'tempoOctave', 'instrument', 'instrumentCount']}
      />
      <Breakdown
        name="asked"
        title={text.asked}
        dimensions={['aiEnhanced', 'language', 'device', 'browser', 'os', 'bot', 'hourOfWeek', 'page', 'prompt']}
      />
      <Prompts />
      <Lifecycle />
      <Combinations />
      <AiUplift />
    </InTurn>
  )
}

function WaitingPanels() {
  const text = useDashboard().words.waiting
  return (
    <InTurn>
      <WaitingTimes />
      <PatienceCurve />
      <WaitHistogram />
      <ErrorGroups />
      <Breakdown
        isWide
        name="errors"
        title={text.errors}
        dimensions={['error', 'errorGroup', 'style', 'browser', 'os']}
        metric="failed"
      />
    </InTurn>
  )
}

const PeoplePanels = () => (
  <InTurn>
    <Sessions />
    <HoursOfWeek />
    <Funnel />
    <Cohorts />
    <Users />
  </InTurn>
)

const SystemPanels = () => (
  <InTurn>
    <SystemState />
    <Resources />
    <Availability />
    <Alerts />
    <DataQuality />
    <Administration />
  </InTurn>
)
