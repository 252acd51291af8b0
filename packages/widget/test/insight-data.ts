import type {
  Ai,
  AiInput,
  Breakdown,
  BreakdownInput,
  BreakdownNumbers,
  Covered,
  Errors,
  ErrorsInput,
  Funnel,
  FunnelInput,
  Hours,
  HoursInput,
  Latency,
  LatencyInput,
  Lifecycle,
  LifecycleInput,
  LifecycleStage,
  Matrix,
  MatrixInput,
  Patience,
  PatienceInput,
  PromptFamilies,
  PromptFamiliesInput,
  PromptLengths,
  PromptLengthsInput,
  Prompts,
  PromptsInput,
  PromptTerms,
  PromptTermsInput,
  Quality,
  QualityInput,
  QualityMeasures,
  Retention,
  RetentionInput,
  Timeseries,
  TimeseriesInput,
  User,
  UserInput,
  UserNumbers,
  Users,
  UsersInput,
  UserTimeline,
  UserTimelineInput,
} from '@son1k/contract'

/** What the server answers to the questions that views ask. */
export type Insights = {
  timeseries(input: TimeseriesInput): Timeseries
  breakdown(input: BreakdownInput): Breakdown
  hours(input: HoursInput): Hours
  latency(input: LatencyInput): Latency
  patience(input: PatienceInput): Patience
  quality(input: QualityInput): Quality
  retention(input: RetentionInput): Retention
  ai(input: AiInput): Ai
  matrix(input: MatrixInput): Matrix
  funnel(input: FunnelInput): Funnel
  errors(input: ErrorsInput): Errors
  lifecycle(input: LifecycleInput): Lifecycle
  users(input: UsersInput): Users
  prompts(input: PromptsInput): Prompts
  promptFamilies(input: PromptFamiliesInput): PromptFamilies
  promptTerms(input: PromptTermsInput): PromptTerms
  promptLengths(input: PromptLengthsInput): PromptLengths
  user(input: UserInput): User
  userTimeline(input: UserTimelineInput): UserTimeline
}

const covered: Covered = { from: '2026-11-16T18:00:00.000Z', to: '2026-11-23T18:05:00.000Z', isCut: false }
const days = [17, 18, 19, 20, 21, 22, 23].map((day) => ({ start: `2026-11-${day}T00:00:00+01:00`, isPartial: false }))

const measured: QualityMeasures = {
  events: 990,
  sequenced: 990,
  lost: 10,
  lossRate: 0.01,
  late: 4,
  skew: {
    hoursBehind: 1,
    minutesBehind: 0,
    secondsBehind: 0,
    right: 980,
    secondsAhead: 9,
    minutesAhead: 0,
    hoursAhead: 0,
  },
  skewSeconds: { p50: 0.2, p95: 2 },
}

/** A week of few but telling numbers; `changes` say what is different. */
export function makeInsights(changes: Partial<Insights> = {}): Insights {
  return {
    timeseries: ({ by, compare }) => {
      const period = {
        ...covered,
        points: days,
        total: { whole: 150, values: [20, 24, 18, null, 21, 40, 27] },
        ...(by && { series: [{ value: 'synthwave', whole: 45, values: [5, 6, 7, 8, 6, 9, 4] }] }),
      }
      return { ...period, ...(compare && { previous: period }) }
    },
    breakdown: ({ search }) => ({
      ...covered,
      values: 2,
      rows: [
        { value: 'synthwave', ...makeNumbers({ generations: 45, share: 0.3 }) },
        { value: 'cumbia', ...makeNumbers({ generations: 17, share: 17 / 150 }) },
      ].filter(({ value }) => value.includes(search ?? '')),
      other: makeNumbers({ generations: 80 }),
      unknown: makeNumbers({ generations: 8 }),
      total: makeNumbers({ generations: 150, share: 1 }),
    }),
    hours: () => ({
      ...covered,
      days: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, hour) => (day === 4 ? hour : null))),
      whole: 276,
    }),
    latency: () => ({
      ...covered,
      count: 150,
      meanSeconds: 15.2,
      quantiles: { p50: 12, p90: 28, p95: 41.5, p99: 66 },
      histogram: [
        { fromSeconds: 11.5, toSeconds: 12, count: 100 },
        { fromSeconds: 60, toSeconds: 62.4, count: 50 },
      ],
    }),
    patience: () => ({
      ...covered,
      gaveUp: 9,
      finished: 141,
      curve: [
        { seconds: 10, share: 0.95, low: 0.9, high: 0.98 },
        { seconds: 45, share: 0.6, low: 0.5, high: 0.7 },
      ],
      stillThere: [
        { share: 0.9, seconds: 45 },
        { share: 0.5, seconds: null },
      ],
    }),
    quality: () => {
      const counts = {
        duplicates: 12,
        rejected: { TOO_OLD: 3 },
        dropped: { OVERLOADED: 500 },
        clientDropped: { QUEUE_FULL: 7 },
      }
      return {
        ...covered,
        days: [{ date: '2026-11-23', ...counts, measured }],
        total: { ...counts, measured },
      }
    },
    retention: () => ({
      ...covered,
      cohorts: [
        { date: '2026-11-09', users: 20, active: [20, 7, 5] },
        { date: '2026-11-16', users: 12, active: [12, 6] },
      ],
    }),
    ai: () => ({
      ...covered,
      enhanced: {
        generations: 89,
        succeeded: 86,
        successRate: { share: 86 / 89, low: 0.905, high: 0.988 },
        kept: 43,
        keepRate: { share: 0.5, low: 0.397, high: 0.603 },
      },
      basic: {
        generations: 61,
        succeeded: 56,
        successRate: { share: 56 / 61, low: 0.822, high: 0.964 },
        kept: 14,
        keepRate: { share: 0.25, low: 0.155, high: 0.377 },
      },
      compared: { pairs: 31, enhanced: 60, basic: 44 },
      difference: { value: 0.042, interval: { low: -0.01, high: 0.094 } },
      ratio: { value: 1.05, interval: { low: 0.99, high: 1.1 } },
      keep: {
        compared: { pairs: 31, enhanced: 58, basic: 41 },
        difference: { value: 0.21, interval: null },
        ratio: null,
      },
      time: {
        compared: { pairs: 40, enhanced: 80, basic: 60 },
        difference: { value: 1.4, interval: { low: 0.9, high: 1.9 } },
      },
    }),
    matrix: ({ dimensions = ['style', 'tempoBand', 'scale'] }) => ({
      ...covered,
      dimensions,
      cells: [
        {
          values: ['synthwave', '120', 'A minor'].slice(0, dimensions.length),
          generations: 40,
          succeeded: 38,
          successRate: { share: 0.95, low: 0.835, high: 0.986 },
          kept: 2,
          keepRate: { share: 0.05, low: 0.01, high: 0.17 },
          isThin: false,
        },
        {
          values: ['cumbia', '90', 'C major'].slice(0, dimensions.length),
          generations: 3,
          succeeded: 3,
          successRate: { share: 1, low: 0.438, high: 1 },
          kept: 2,
          keepRate: { share: 0.05, low: 0.01, high: 0.17 },
          isThin: true,
        },
      ],
      found: 2,
    }),
    funnel: ({ steps }) => ({
      ...covered,
      steps: steps.map((_, index) => ({
        reached: 80 / 2 ** index,
        share: 1 / 2 ** index,
        conversion: index === 0 ? null : { share: 0.5, low: 0.39, high: 0.61 },
        medianSeconds: index === 0 ? null : 20 * index,
      })),
    }),
    errors: () => ({
      ...covered,
      points: days,
      groups: [
        {
          kind: 'generation',
          fingerprint: 'out of memory at # MB',
          count: 12,
          users: 9,
          firstSeen: '2026-11-17T09:00:00Z',
          lastSeen: '2026-11-23T17:00:00Z',
          trend: [0, 1, 2, 3, 1, 4, 1],
          samples: ['out of memory at 812 MB', 'out of memory at 64 MB'],
          goesWith: [
            {
              dimension: 'style',
              value: 'techno',
              errors: 8,
              errorsKnown: 12,
              others: 20,
              othersKnown: 140,
              lift: 4.67,
              pValue: 0.0001,
              falseDiscoveryRate: 0.002,
            },
          ],
        },
      ],
      found: 1,
      count: 12,
      users: 9,
      compared: { ...covered, succeeded: 142, sessionStarts: 45 },
    }),
    lifecycle: () => ({
      ...covered,
      stages: STAGES.map((stage, index) => ({
        stage,
        tracks: 150 - index * 15,
        share: 1 - index / 10,
        after: STAGES[index - 1] ?? null,
        conversion: index === 0 ? null : { share: 0.9, low: 0.84, high: 0.94 },
        medianSeconds: index === 0 ? null : 12,
      })),
      chains: {
        found: 40,
        kept: 30,
        medianTries: 2,
        tries: [
          { tries: 1, kept: 12, notKept: 7 },
          { tries: 2, kept: 18, notKept: 3 },
        ],
      },
      changes: {
        retries: 60,
        kept: 20,
        words: [
          {
            change: 'added',
            word: 'piano',
            retries: 10,
            kept: 7,
            keepRate: { share: 0.7, low: 0.4, high: 0.89 },
            lift: 2.7,
            pValue: 0.004,
            falseDiscoveryRate: 0.03,
          },
        ],
      },
    }),
    prompts: ({ search = '' }) => ({
      ...covered,
      rows: ['Lluvia en la ciudad', 'boss fight']
        .filter((value) => value.toLowerCase().includes(search))
        .map((value) => ({
          ...USER,
          value,
          spellings: [{ value: 'lluvia en la ciudad!', generations: 3 }],
          spellingCount: 2,
        })),
      found: 2,
    }),
    promptFamilies: () => ({
      ...covered,
      families: [{ ...USER, value: 'night drive', prompts: 4, examples: [{ value: 'a night drive', generations: 2 }] }],
      found: 1,
      compared: { prompts: 90, generations: 140 },
    }),
    promptTerms: () => ({
      ...covered,
      terms: [],
      rising: [
        { term: 'piano', generations: 20, share: 0.2, previousGenerations: 4, previousShare: 0.04, logLikelihood: 14 },
      ],
      compared: { prompts: 90, generations: 140 },
      previous: { prompts: 80, generations: 120 },
    }),
    promptLengths: () => ({
      ...covered,
      lengths: [
        { ...USER, from: 1, to: 20 },
        { ...USER, from: 201, to: null },
      ],
    }),
    users: ({ limit = 50, search = '', cursor = '0' }) => {
      const end = Number(cursor) + limit
      const ids = Array.from({ length: 60 }, (_, index) => `user_${index + 1}`).filter((id) => id.includes(search))
      return {
        ...covered,
        found: ids.length,
        rows: ids.slice(Number(cursor), end).map((userId) => ({
          ...USER,
          userId,
          firstSeenAt: '2026-11-17T09:00:00Z',
          lastSeenAt: '2026-11-23T17:00:00Z',
          favouriteStyle: 'cumbia',
        })),
        nextCursor: ids.length > end ? String(end) : null,
      }
    },
    user: ({ userId }) => ({
      ...covered,
      ...USER,
      userId,
      firstSeenAt: '2026-11-17T09:00:00Z',
      lastSeenAt: '2026-11-23T17:00:00Z',
      pageViews: 12,
      cancelled: 1,
      abandoned: 0,
      aiEnhanced: 4,
      audioSeconds: 900,
      meanGenerationSeconds: 14,
      meanSessionSeconds: 300,
      styles: [{ value: 'cumbia', generations: 7, succeeded: 6, kept: 3 }],
      hours: [],
      recentSessions: [],
      timeline: { events: [], nextCursor: null },
    }),
    userTimeline: ({ userId, limit = 50, cursor = '0' }) => ({
      ...covered,
      events: Array.from({ length: 80 }, (_, index) => ({
        type: 'interaction' as const,
        id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
        occurredAt: '2026-11-23T17:00:00Z',
        receivedAt: '2026-11-23T17:00:01Z',
        userId,
        action: 'save',
        element: `track ${index + 1}`,
      })).slice(Number(cursor), Number(cursor) + limit),
      nextCursor: Number(cursor) + limit < 80 ? String(Number(cursor) + limit) : null,
    }),
    ...changes,
  }
}

const USER: UserNumbers = {
  events: 40,
  sessions: 4,
  generations: 10,
  succeeded: 9,
  failed: 1,
  successRate: { share: 0.9, low: 0.596, high: 0.982 },
  kept: 3,
  keepRate: { share: 0.333, low: 0.121, high: 0.646 },
}

const STAGES: LifecycleStage[] = ['requested', 'ready', 'played', 'played30s', 'completed', 'kept', 'saved']

function makeNumbers(changes: Partial<BreakdownNumbers>): BreakdownNumbers {
  return {
    generations: 0,
    succeeded: 40,
    failed: 5,
    share: 0.1,
    successRate: { share: 0.889, low: 0.765, high: 0.952 },
    kept: 12,
    keepRate: { share: 0.3, low: 0.181, high: 0.454 },
    aiEnhanced: 3,
    meanGenerationSeconds: 14.25,
    ...changes,
  }
}
