import { computed, signal } from '@preact/signals'
import type { LiveSnapshot, Summary } from '@son1k/contract'
import type { TrackerStatus } from '../../dashboard-host.js'
import type { Language } from '../words/language.js'
import type { Connection } from './connection.js'
import type { Failure } from './failure.js'
import { createLive, type Live } from './live.js'
import { type Notice, noticeOfConnection } from './notices.js'
import { createPace } from './pace.js'
import { createQuestion } from './question.js'
import type { RangeDays } from './range.js'
import type { Schedule } from './schedule.js'
import type { Source } from './source.js'
import type { Theme } from './theme.js'

export type RangedSummary = { days: RangeDays; summary: Summary }

/** Whether the numbers may be read. `needed`: no token was given yet. `refused`: the given one is wrong. */
export type Access = 'open' | 'needed' | 'checking' | 'refused'

export type StateOptions = {
  language: Language
  days?: RangeDays | undefined
  theme?: Theme | undefined
  /** Makes the way to the server, with the token that a person typed. */
  connect(token: string | undefined): Source
  /** Milliseconds UTC. */
  now(): number
  random(): number
  schedule: Schedule
}

export type DashboardState = ReturnType<typeof createState>

const SUMMARY_PACE_MS = 1_000
/** The window moves on and the server's own state changes without any event. */
const NOTICE_MS = 8_000
const TICK_MS = 1_000
const REFRESH = { everyMs: 10_000, summaryEvery: 6 }

/** Everything that the dashboard knows and can do, without a pixel of it. It is at rest until `start()`. */
export function createState(options: StateOptions) {
  const { now, random, schedule } = options
  let token: string | undefined
  let source = options.connect(token)
  let live: Live | undefined
  let cancelRefresh = () => {}
  let cancelTick = () => {}
  let cancelNotice = () => {}
  let refreshes = 0

  const language = signal<Language>(options.language)
  const theme = signal<Theme>(options.theme ?? 'dark')
  const range = signal<RangeDays>(options.days ?? 7)
  const stream = signal<Connection>('connecting')
  const access = signal<Access>('open')
  const snapshot = signal<LiveSnapshot | undefined>(undefined)
  const heardAt = signal<number | undefined>(undefined)
  const notice = signal<Notice | undefined>(undefined)
  const tracker = signal<TrackerStatus | undefined>(undefined)
  const isOnline = signal(true)
  const isHelpOpen = signal(false)
  const clock = signal(now())

  const summary = createQuestion<RangedSummary>(async (abort) => {
    const days = range.peek()
    const summary = await source.summary(days, abort)
    if (access.peek() === 'checking') access.value = 'open'
    return { days, summary }
  }, now)
  const system = createQuestion((abort) => source.status(abort), now)
  const health = createQuestion((abort) => source.activeSessions(abort), now)

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
    if (stream.peek() !== 'live') return
    void ask(system)
    if (++refreshes % REFRESH.summaryEvery === 0 || summary.state.peek().failure) pace.request()
  }

  const tick = () => {
    clock.value = now()
    cancelTick = schedule(tick, TICK_MS)
  }
  const stop = () => {
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
    live = createLive({
      open: (listener) => source.live(listener),
      poll,
      onSnapshot: (next) => {
        snapshot.value = next
        heardAt.value = now()
        pace.request()
      },
      onConnection: setConnection,
      schedule,
      random,
    })
    live.start()
    tick()
    pace.request()
    void ask(system)
    cancelRefresh = schedule(refresh, REFRESH.everyMs)
  }
  return {
    language,
    theme,
    range,
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
    system: system.state,
    /** By the stream while it runs, else by the last poll. */
    activeSessions: computed(() =>
      stream.value === 'live' ? snapshot.value?.activeSessions : health.state.value.answer,
    ),
    /** When the server last told anything: milliseconds UTC. */
    updatedAt: computed(() => Math.max(heardAt.value ?? 0, summary.state.value.answeredAt ?? 0) || undefined),
    start,
    /** Ends every request and timer, until the next `start()`. */
    stop,
    say,
    chooseRange(days: RangeDays) {
      range.value = days
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
      source.close()
      token = next
      source = options.connect(token)
      access.value = 'checking'
      start()
    },
  }
}
