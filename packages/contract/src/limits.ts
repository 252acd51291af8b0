/** Every bound of the product in one place. Lengths are in UTF-16 code units, sizes in bytes of UTF-8 JSON. */
export const LIMITS = {
  eventBytes: 16 * 1024,
  batchEvents: 500,
  batchBytes: 512 * 1024,
  /** That a client says it lost, of one reason, in one batch. */
  droppedEvents: 1_000_000,
  promptLength: 4_000,
  /** Styles, moods, scales, actions, elements, pages, languages. */
  labelLength: 200,
  userIdLength: 128,
  generationIdLength: 128,
  /** Longer error texts are cut to this, not rejected: the start of a message is what groups it. */
  messageLength: 2_000,
  instruments: 32,
  metadataBytes: 4 * 1024,
  metadataDepth: 5,
  rangeDays: 365,
  rangeMonths: 25,
  /** Of a question. */
  filters: 10,
  /** Of one filter. */
  filterValues: 20,
  /** Names that an app adds to those that are known to mean the same. */
  nameSynonyms: 1_000,
  /** Hours, days, weeks or months of a timeseries: a quarter of a year by the hour. */
  seriesPoints: 2_300,
  /** Values of a dimension that a timeseries tells apart. */
  seriesValues: 20,
  /** Rows of a table in one answer. */
  rows: 1_000,
  /** Of the text that a page of a list hands out for the next one. */
  cursorLength: 1_000,
  /** Rows that a page of a table may leave out before its first. */
  rowOffset: 10_000,
  /** Different prompts, those of most generations, among which families are looked for, and words are counted. */
  familyPrompts: 20_000,
  termPrompts: 50_000,
  /** Labels of one dimension on one day that are told apart; the others count together. */
  labelsPerDay: 10_000,
  /** Received, not yet committed events held in memory; beyond it the answer is 503. */
  bufferBytes: 64 * 1024 * 1024,
  /** How long a question may work; then it answers for what it has covered, or `TIMEOUT`. */
  questionMs: 5_000,
  liveSubscribers: 200,
  requestsPerMinute: 600,
  /** With one write key, from wherever: an app that floods leaves room for the others. */
  keyRequestsPerMinute: 60_000,
  /** Of one app's pages. */
  origins: 100,
  /** Alerts of one app, the notices of it that are kept, and the window and evaluations in a row of one. */
  alerts: 50,
  alertNotices: 1_000,
  alertWindowMinutes: 24 * 60,
  alertEvaluations: 60,
  /** Of an alert's webhook: its address, how often a message is sent at most, and how long an answer may take. */
  webhookLength: 2_000,
  webhookAttempts: 8,
  webhookMs: 10_000,
  /** A request that takes longer to arrive is answered 408 and cut off. */
  requestMs: 60_000,
  /** Clients that are connected at once; who comes beyond is answered 503. */
  connections: 10_000,
  /** A connection on which nothing moves, in either direction, is closed. */
  idleConnectionMs: 75_000,
  /** Live events older than this are refused, so that a retry after pruning can't count twice. */
  eventAgeMs: 7 * 24 * 60 * 60 * 1000,
  /** Without `sentAt` there is no clock to correct by, so the future is accepted only this far. */
  eventFutureMs: 5 * 60 * 1000,
  /** A client clock this close to the server's is taken as right. */
  clockSkewMs: 5_000,
} as const
