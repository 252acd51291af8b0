import { computed, effect, signal } from '@preact/signals'
import type { Dimension, Filter, LiveSnapshot, Summary } from '@son1k/contract'
import type { TrackerStatus } from '../../dashboard-host.js'
import type { Language } from '../words/language.js'
import type { Shown } from './address.js'
import type { Asked } from './asked.js'
import type { Connection } from './connection.js'
import type { Failure } from './failure.js'
import { createLive, type Live } from './live.js'
import type { Login, LoginService } from './login.js'
import { type Notice, noticeOfConnection } from './notices.js'
import { createPace } from './pace.js'
import { type Period, rangeOf } from './period.js'
import { createQuestion } from './question.js'
import type { Schedule } from './schedule.js'
import type { Source } from './source.js'
import type { Theme } from './theme.js'
import type { View } from './view.js'

/** A summary, and what it was asked for. */
export type PeriodSummary = { period: Period; filters: Filter[]; summary: Summary }

/** Whether the numbers may be read. `needed`: no token was given yet. `refused`: the given one is wrong. */
export type Access = 'open' | 'needed' | 'checking' | 'refused'

export type StateOptions = {
  language: Language
  period?: Period | undefined
  theme?: Theme | undefined
  view?: View | undefined
  filters?: Filter[] | undefined
  isCompared?: boolean | undefined
  /** The slug of the app that is looked at; by default the server chooses. */
  app?: string | undefined
  /** Makes the way to the server, with the token that a person typed and the app that he chose. */
  connect(by: { token: string | undefined; app: string | undefined }): Source
  /** Of the full page, where a person can stay signed in. */
  loginService?: LoginService | undefined
  /** Milliseconds UTC. */
  now(): number
  random(): number
  schedule: Schedule
}

export type DashboardState = ReturnType<typeof createState>

/** Always the same one, so that nothing changes where none is chosen. */
const NO_FILTERS: Filter[] = []
const NOBODY: Login = { isSignedIn: false, apps: [] }
const SUMMARY_PACE_MS = 1_000
/** The window moves on and the server's own state changes without any event. */
const NOTICE_MS = 8_000
const TICK_MS = 1_000
const REFRESH = { everyMs: 10_000, summaryEvery: 6 }

/** Everything that the dashboard knows and can do, without a pixel of it. It is at rest until `start()`. */
export function createState(options: StateOptions) {
  const { now, random, schedule } = options
  let token: string | undefined
  const app = signal<string | undefined>(options.app)
  const login = signal<Login>(NOBODY)
  /** That a person typed beside the one that reads; in memory alone. */
  const adminToken = signal<string | undefined>(undefined)
  const connect = () => options.connect({ token, app: app.peek() })
  let source = connect()
  let live: Live | undefined
  let cancelRefresh = () => {}
  let cancelTick = () => {}
  let cancelNotice = () => {}
  let stopFiltering = () => {}
  let refreshes = 0
  let hasChanged = false

  const language = signal<Language>(options.language)
  const theme = signal<Theme>(options.theme ?? 'dark')
  const period = signal<Period>(options.period ?? '7')
  const view = signal<View>(options.view ?? 'live')
  const filters = signal<Filter[]>(options.filters ?? [])
  /** Where the summary is told of some tracks: elsewhere it is that of all. */
  const summaryFilters = computed(() =>
    (view.value === 'music' || view.value === 'people') && filters.value.length > 0 ? filters.value : NO_FILTERS,
  )
  const isCompared = signal(options.isCompared ?? true)
  const isRunning = signal(false)
  const changes = signal(0)
  const stream = signal<Connection>('connecting')
  const access = signal<Access>('open')
  const snapshot = signal<LiveSnapshot | undefined>(undefined)
  const heardAt = signal<number | undefined>(undefined)
  const notice = signal<Notice | undefined>(undefined)
  const tracker = signal<TrackerStatus | undefined>(undefined)
  const isOnline = signal(true)
  const isHelpOpen = signal(false)
  const clock = signal(now())
  /** Another one when the reader's day ends: so that `today` is that of today. */
  const midnight = computed(() => new Date(clock.value).setHours(0, 0, 0, 0))

  const learn = async (asking: Promise<Login | undefined> | undefined) => {
    login.value = (await asking) ?? login.peek()
  }
  const summary = createQuestion<PeriodSummary>(async (abort) => {
    const asked = period.peek()
    const filters = summaryFilters.peek()
    const input = { range: rangeOf(asked, now()), compare: isCompared.peek(), ...(filters.length > 0 && { filters }) }
    const summary = await source.ask('analytics.summary', input, abort)
    if (access.peek() === 'checking') {
      access.value = 'open'
      if (token !== undefined) void learn(options.loginService?.begin(token))
    }
    return { period: asked, filters, summary }
  }, now)
  const system = createQuestion((abort) => source.ask('system.status', undefined, abort), now)
  const health = createQuestion((abort) => source.ask('system.health', undefined, abort), now)

  const ask = async (question: { ask(): Promise<Failure | undefined> }): Promise<Failure | undefined> => {
    const failure = await question.ask()
    if (failure) live?.doubt(failure)
    return failure
  }
  const pace = createPace(() => ask(summary), { intervalMs: SUMMARY_PACE_MS, now, schedule })

  const say = (next: Notice) => {
    notice.value = next
    cancelNotice()
    cancelNotice = schedule(() => {
      notice.value = undefined
    }, NOTICE_MS)
  }
  const setConnection = (next: Connection) => {
    const said = noticeOfConnection(stream.peek(), next)
    stream.value = next
    if (said) say(said)
    if (next === 'refused') access.value = token === undefined ? 'needed' : 'refused'
  }
  const poll = async () => {
    const failures = await Promise.all([summary.ask(), system.ask(), health.ask()])
    return failures.find((failure) => failure?.kind === 'refused') ?? failures.find((failure) => failure !== undefined)
  }
  const refresh = () => {
    cancelRefresh = schedule(refresh, REFRESH.everyMs)
    if (hasChanged) changes.value++
    hasChanged = false
    if (stream.peek() !== 'live') return
    void ask(system)
    if (++refreshes % REFRESH.summaryEvery === 0 || summary.state.peek().failure) pace.request()
  }

  const tick = () => {
    clock.value = now()
    cancelTick = schedule(tick, TICK_MS)
  }
  const stop = () => {
    isRunning.value = false
    stopFiltering()
    cancelRefresh()
    cancelTick()
    cancelNotice()
    notice.value = undefined
    pace.cancel()
    live?.stop()
    live = undefined
    for (const question of [summary, system, health]) question.cancel()
  }
  const start = () => {
    if (live) return
    isRunning.value = true
    live = createLive({
      open: (listener) => source.live(listener),
      poll,
      onSnapshot: (next) => {
        snapshot.value = next
        heardAt.value = now()
        hasChanged = true
        pace.request()
      },
      onConnection: setConnection,
      schedule,
      random,
    })
    live.start()
    tick()
    pace.request()
    let before = summaryFilters.peek()
    stopFiltering = effect(() => {
      const next = summaryFilters.value
      if (next !== before) void ask(summary)
      before = next
    })
    void ask(system)
    cancelRefresh = schedule(refresh, REFRESH.everyMs)
  }
  return {
    language,
    theme,
    period,
    view,
    filters,
    /** Whether the period before is shown beside the chosen one. */
    isCompared,
    asked: computed(
      (): Asked => ({
        range: rangeOf(period.value, midnight.value),
        filters: filters.value,
        compare: isCompared.value,
      }),
    ),
    /** What a link has to say, to show another person the same. */
    shown: (): Shown => ({
      view: view.value,
      period: period.value,
      isCompared: isCompared.value,
      filters: filters.value,
      language: language.value,
      theme: theme.value,
      app: app.value,
    }),
    isRunning,
    /** Another number, at most every ten seconds, when something was stored. */
    changes,
    /** The way to the server, as it is at present. */
    source: () => source,
    adminToken,
    /** Without either token or login the server's refusal is known. */
    mayAdminister: computed(() => adminToken.value !== undefined || login.value.isSignedIn),
    /** The way to the server for what a reader may not do. */
    admin: () =>
      adminToken.peek() === undefined ? source : options.connect({ token: adminToken.peek(), app: app.peek() }),
    doubt: (failure: Failure) => live?.doubt(failure),
    addFilter(dimension: Dimension, value: string) {
      // Live shows everything that happens: what is filtered is looked at elsewhere.
      if (view.peek() === 'live') view.value = 'music'
      const filter: Filter = { dimension, op: 'is', values: [value] }
      filters.value = [...filters.peek().filter((other) => other.dimension !== dimension), filter]
    },
    removeFilter(filter: Filter) {
      filters.value = filters.peek().filter((other) => other !== filter)
    },
    /** A stream that is open is worth nothing while the numbers can't be had. */
    connection: computed(
      (): Connection => (stream.value === 'live' && summary.state.value.failure ? 'stale' : stream.value),
    ),
    access,
    snapshot,
    notice,
    tracker,
    isOnline,
    /** Whether the list of keys is shown. */
    isHelpOpen,
    /** The time, told once a second while it runs: milliseconds UTC. */
    clock,
    summary: summary.state,
    summaryFilters,
    system: system.state,
    /** By the stream while it runs, else by the last poll. */
    activeSessions: computed(() =>
      stream.value === 'live' ? snapshot.value?.activeSessions : health.state.value.answer?.activeSessions,
    ),
    /** When the server last told anything: milliseconds UTC. */
    updatedAt: computed(() => Math.max(heardAt.value ?? 0, summary.state.value.answeredAt ?? 0) || undefined),
    start,
    /** Ends every request and timer, until the next `start()`. */
    stop,
    say,
    compare(isWanted: boolean) {
      isCompared.value = isWanted
      void ask(summary)
    },
    choosePeriod(next: Period) {
      period.value = next
      void ask(summary)
    },
    retry() {
      void ask(summary)
      void ask(system)
      live?.hurry()
    },
    hurry: () => live?.hurry(),
    submitToken(next: string) {
      stop()
      token = next
      source = connect()
      access.value = 'checking'
      start()
    },
    app,
    login,
    /** Asks the server whether it remembers this person. */
    readLogin: () => void learn(options.loginService?.read()),
    chooseApp(slug: string) {
      stop()
      app.value = slug
      snapshot.value = undefined
      source = connect()
      start()
    },
    async signOut() {
      stop()
      await learn(options.loginService?.end())
      token = undefined
      adminToken.value = undefined
      app.value = undefined
      source = connect()
      start()
    },
  }
}
