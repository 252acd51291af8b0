import type { AlertDelivery, AlertEvent, Dimension, LifecycleStage, Outcome, Right } from '@son1k/contract'
import type { Connection } from '../data/connection.js'
import type { NamedPeriod } from '../data/period.js'
import type { Theme } from '../data/theme.js'
import type { View } from '../data/view.js'

/** The forms of a counted thing; `{n}` stands for the number. Spanish uses `many` for whole millions. */
export type Plural = { one: string; other: string; many?: string }

export type KnownAction =
  | 'click'
  | 'keydown'
  | 'page_view'
  | 'error'
  | 'play'
  | 'play_30s'
  | 'play_complete'
  | 'save'
  | 'download'
  | 'share'
  | 'like'
  | 'discard'
  | 'regenerate'

/** An up and a down word for one kind of number: fewer failures, a shorter session, a faster answer. */
export type TrendWords = { up: string; down: string }

/** Every word that the dashboard shows, in one language. `{name}` is filled in. */
export type Words = {
  locale: 'en' | 'es'
  /** How short the units of time and size are: `narrow` gives `5s` in English, `short` gives `5 s` in Spanish. */
  unitDisplay: 'narrow' | 'short'
  product: string
  dashboardLabel: string
  close: string
  /** Names the other language, in that language. */
  switchLanguage: { label: string; short: string }
  theme: Record<Theme, string> & { label: string }
  /** What each key does. */
  keys: Record<
    'title' | 'close' | 'view' | 'search' | 'period' | 'language' | 'theme' | 'retry' | 'help' | 'closeDashboard',
    string
  >
  retry: string
  unknown: string
  none: string
  yes: string
  no: string
  table: string
  loading: string
  range: {
    legend: string
    /** The period before beside the chosen one. */
    compare: string
    short: Record<NamedPeriod, string>
    long: Record<NamedPeriod, string>
    dates: string
    chooseDates: string
    from: string
    to: string
    compared: string
  }
  connection: Record<Connection, string> & {
    explain: Record<Connection, string>
    updated: string
    never: string
  }
  trend: {
    rate: TrendWords & { points: Plural }
    count: TrendWords
    wait: TrendWords
    length: TrendWords
    same: string
    fresh: string
    before: string
  }
  generations: {
    title: string
    total: Plural
    successRate: string
    failed: string
    averageGeneration: string
    p95Generation: string
    averageDuration: string
    aiShare: string
    apart: string
  } & EmptyWords
  sessions: {
    title: string
    total: string
    uniqueUsers: string
    averageDuration: string
    perSession: string
    /** Of the lengths. */
    median: string
    medianNote: string
  } & EmptyWords
  styles: { title: string; unit: string } & EmptyWords
  prompts: { title: string; unit: string } & EmptyWords
  ai: {
    title: string
    byWeek: string
    unit: string
    day: string
    week: string
    count: string
    highest: string
    total: string
  } & EmptyWords
  feed: {
    title: string
    unit: string
    waiting: string
    by: string
    detail: string
    generation: Record<Outcome, string>
    generationStart: string
    sessionStart: string
    sessionEnd: string
    /** The words of a track's life and of what is tracked by itself; any other action is shown as it is. */
    actions: Record<KnownAction, string>
  } & EmptyWords
  system: {
    title: string
    server: string
    serverStates: { healthy: string; failing: string; unreachable: string; asking: string }
    version: string
    uptime: string
    activeSessions: string
    now: string
    today: string
    todayTracks: Plural
    todaySessions: Plural
    browser: string
    session: string
    user: string
    online: string
    queue: string
    queueState: Plural
    queueEmpty: string
    retries: Plural
    disabled: string
    serverQueue: string
    stored: string
    storedEvents: Plural
    writeTime: string
    drops: string
    availability: string
    availabilityUnit: string
    resources: string
    cpu: string
    memory: string
    loopLag: string
    responses: string
    writes: string
    subscribers: string
    databaseSize: string
  }
  alerts: {
    title: string
    none: string
    hint: string
    time: string
    alert: string
    happened: string
    value: string
    told: string
    threshold: string
    tryOut: string
    events: Record<AlertEvent, string>
    deliveries: Record<AlertDelivery, string>
  }
  views: Record<View, string> & { label: string }
  insight: Record<InsightWord, string>
  metrics: Record<ShownMetric, string>
  dimensions: Record<Dimension, string>
  values: { withAi: string; basic: string; bot: string; person: string }
  series: { title: string }
  music: { made: string; asked: string }
  minutes: { title: string; unit: string; minute: string; empty: string }
  uplift: Record<'title' | 'unit' | 'difference' | 'time' | 'incomparable' | 'explain', string>
  combinations: { title: string; unit: string; thin: string }
  funnel: Record<
    'title' | 'unit' | 'step' | 'share' | 'conversion' | 'median' | 'last' | 'per' | 'user' | 'session',
    string
  >
  users: Record<'title' | 'sort' | 'lastSeen' | 'firstSeen' | 'favourite' | 'open' | 'timeline', string>
  errors: Record<
    | 'title'
    | 'unit'
    | 'none'
    | 'hint'
    | 'kind'
    | 'generation'
    | 'page'
    | 'count'
    | 'last'
    | 'trend'
    | 'goesWith'
    | 'explain',
    string
  >
  lifecycle: Record<
    | 'title'
    | 'stages'
    | 'tries'
    | 'words'
    | 'try'
    | 'notKept'
    | 'word'
    | 'change'
    | 'added'
    | 'removed'
    | 'retries'
    | 'medianTries'
    | 'wordsNote',
    string
  > & { stage: Record<LifecycleStage, string> }
  promptWords: Record<
    'title' | 'popular' | 'families' | 'rising' | 'lengths' | 'spellings' | 'members' | 'characters',
    string
  >
  waiting: Record<WaitingWord, string>
  quality: Record<QualityWord, string>
  people: Record<PeopleWord, string>
  failure: { title: string; unreachable: string }
  account: { app: string; signOut: string }
  admin: Record<AdminWord, string> & { rights: Record<Right, string> }
  /** `{user}`: the id to be typed. */
  rights: Record<'title' | 'explain' | 'exportAll' | 'confirm' | 'erase', string>
  token: {
    title: string
    explain: string
    explainPage: string
    says: string
    label: string
    submit: string
    refused: string
    checking: string
  }
  notice: {
    offline: string
    online: string
    synchronised: Plural
    unreachable: string
    reachable: string
    polling: string
    saved: string
    unsaved: string
    copied: string
    erased: string
  }
  /** `{what}`: the title of a panel. */
  export: { title: string; menu: string; link: string }
}

type AdminWord =
  | 'title'
  | 'unit'
  | 'needed'
  | 'adminToken'
  | 'open'
  | 'once'
  | 'tokens'
  | 'apps'
  | 'label'
  | 'right'
  | 'all'
  | 'created'
  | 'used'
  | 'actions'
  | 'rotate'
  | 'revoke'
  | 'revoked'
  | 'sure'
  | 'environment'
  | 'createToken'
  | 'slug'
  | 'name'
  | 'timeZone'
  | 'origins'
  | 'requiresKey'
  | 'createApp'

type InsightWord =
  | 'empty'
  | 'emptyHint'
  | 'cut'
  | 'metric'
  | 'split'
  | 'noSplit'
  | 'dimension'
  | 'search'
  | 'searchHint'
  | 'filter'
  | 'unfilter'
  | 'share'
  | 'other'
  | 'before'
  | 'time'
  | 'day'
  | 'more'

type ShownMetric =
  | 'generations'
  | 'successRate'
  | 'keepRate'
  | 'failed'
  | 'aiShare'
  | 'audioSeconds'
  | 'meanGenerationSeconds'
  | 'p50GenerationSeconds'
  | 'p90GenerationSeconds'
  | 'p95GenerationSeconds'
  | 'p99GenerationSeconds'
  | 'p50RealTimeFactor'
  | 'p95RealTimeFactor'
  | 'sessions'
  | 'events'

type WaitingWord =
  | 'factor'
  | 'times'
  | 'timesUnit'
  | 'patience'
  | 'patienceUnit'
  | 'stillThere'
  | 'stillThereAt'
  | 'gaveUp'
  | 'waited'
  | 'histogram'
  | 'histogramUnit'
  | 'errors'

type QualityWord =
  | 'title'
  | 'unit'
  | 'events'
  | 'lost'
  | 'late'
  | 'skew'
  | 'duplicates'
  | 'refused'
  | 'requests'
  | 'clientDropped'

type PeopleWord =
  | 'hours'
  | 'hoursUnit'
  | 'cohorts'
  | 'cohortsUnit'
  | 'interval'
  | 'byWeek'
  | 'byDay'
  | 'firstSeen'
  | 'users'
  | 'weekNumber'
  | 'dayNumber'

/** What an empty panel says: that there is nothing, and how to get something. */
type EmptyWords = { empty: string; emptyHint: string }
