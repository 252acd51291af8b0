import type { Proportion } from './breakdown.js'
import type { Filter, NameForm } from './dimension.js'
import type { Event } from './event.js'
import type { Range } from './query.js'
import type { Covered } from './timeseries.js'

/** What a list of users can be sorted by. Those of whom it is unknown come last, whatever the order. */
export const USER_SORTS = [
  'lastSeen',
  'firstSeen',
  'userId',
  'events',
  'sessions',
  'generations',
  'successRate',
  'kept',
  'keepRate',
] as const
export type UserSort = (typeof USER_SORTS)[number]

export const SORT_ORDERS = ['descending', 'ascending'] as const

export type UsersInput = {
  range: Range
  /** Only users whose id contains this text; letters of the basic Latin alphabet may be small or capital. */
  search?: string
  /** By default `lastSeen`. */
  sort?: UserSort
  /** By default `descending`. */
  order?: (typeof SORT_ORDERS)[number]
  /** Rows, 1–1,000; by default 50. */
  limit?: number
  /** `nextCursor` of the page before, which was asked for with the same range, search, sort, order and filters. */
  cursor?: string
  /** Only users who have such generations; of the numbers of generations, only these. */
  filters?: Filter[]
  /** Whether names in filters mean all their spellings; by default they do. */
  names?: NameForm
}

/** What a user did in the range. */
export type UserNumbers = {
  events: number
  /** That the user started. */
  sessions: number
  /** Succeeded and failed. */
  generations: number
  succeeded: number
  failed: number
  /** succeeded ÷ generations; null when there are none. */
  successRate: Proportion | null
  /** Succeeded ones that were kept within seven days. */
  kept: number
  /** kept ÷ succeeded; null when none succeeded. */
  keepRate: Proportion | null
}

export type UserRow = UserNumbers & {
  userId: string
  /** RFC 3339: the earliest and the latest event in the range. */
  firstSeenAt: string
  lastSeenAt: string
  /** Of most generations; null where no style is known, or where there was no time to find it. */
  favouriteStyle: string | null
}

/** Users with an event in the range; those of whom the sort value is the same, by their ids. */
export type Users = Covered & {
  /** How many there are on all pages. */
  found: number
  rows: UserRow[]
  /** Of the next page; null on the last one. */
  nextCursor: string | null
}

/** An event as it is kept: its time is corrected for the client's clock. */
export type RecordedEvent = Event & {
  /** RFC 3339, by the server's clock. */
  receivedAt: string
  browser?: string
  os?: string
  device?: string
  isBot?: boolean
}

export type UserTimelineInput = {
  range: Range
  userId: string
  /** Events, 1–1,000; by default 50. */
  limit?: number
  /** `nextCursor` of the page before, which was asked for with the same range. */
  cursor?: string
}

/** Events of a user, the newest first. */
export type UserTimeline = Covered & {
  events: RecordedEvent[]
  /** Of the next page; null where nothing is left. A page may be short, or empty, where finding its events took too long. */
  nextCursor: string | null
}

export type UserInput = { range: Range; userId: string }

export type UserStyle = { value: string; generations: number; succeeded: number; kept: number }
export type UserSession = {
  /** RFC 3339. */
  startedAt: string
  /** To its last event so far, in seconds. */
  durationSeconds: number
  pageViews: number
}

/** Who a user is, by what happened in the range. */
export type User = Covered &
  UserNumbers & {
    userId: string
    /** RFC 3339: the earliest and the latest event in the range; null where there is none. */
    firstSeenAt: string | null
    lastSeenAt: string | null
    pageViews: number
    cancelled: number
    abandoned: number
    aiEnhanced: number
    audioSeconds: number
    /** Over the generations that know it; null when none does. */
    meanGenerationSeconds: number | null
    /** Over the sessions that the user started; null when there are none. */
    meanSessionSeconds: number | null
    /** Those of most generations, at most 10. */
    styles: UserStyle[]
    /** Events in each hour of the week: Monday to Sunday, of each its 24 hours, on the app's clocks. */
    hours: number[][]
    /** The newest first, at most 20. */
    recentSessions: UserSession[]
    /** The first page; `userTimeline` pages on with its `nextCursor`. */
    timeline: Pick<UserTimeline, 'events' | 'nextCursor'>
  }
