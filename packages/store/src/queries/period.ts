import { coverOf } from '../rollups/cover.js'
import { abandonedStarts } from './abandoned-starts.js'
import { aiUsageByDay } from './ai-usage-by-day.js'
import { bucketsBefore, usersEarlierThatDay, usersOfBuckets } from './earlier-users.js'
import { generationTotals } from './generation-totals.js'
import { histograms } from './histograms.js'
import { popularPrompts, popularStyles, unlistedLabels } from './popular.js'
import type { Asked, Database } from './question.js'
import { sessionTotals } from './session-totals.js'
import type { Steps } from './steps.js'
import { daysNow, numbersIn, usersOfDays, usersOfPartDays } from './unique-users.js'
import { type KnownDay, UserSets, type UsersOfDay } from './user-sets.js'
import type { Window } from './window.js'

/** While events come in, a day may change between two looks at it: the last look uses nothing that is remembered. */
const LOOKS = 3

type Reading = { userSets: UserSets; steps: Steps }

/** The numbers of a window, all of one moment: they agree with each other while events come in. */
export async function readPeriod(database: Database, asked: Asked & Window, reading: Reading) {
  for (let look = 1; ; look++) {
    const userSets = look < LOOKS ? reading.userSets : new UserSets()
    const { users, ...numbers } = await readOnce(database, asked, { ...reading, userSets })
    if (users !== null) return { ...numbers, users }
  }
}

/** `users` is null where a remembered day has just changed. */
async function readOnce(database: Database, asked: Asked & Window, { userSets, steps }: Reading) {
  steps.check()
  const cover = await coverOf(database, asked)
  const before = await bucketsBefore(database, asked)
  steps.check()
  const [
    [totals],
    [abandoned],
    values,
    [sessions],
    styles,
    prompts,
    [unlisted],
    aiDays,
    days,
    present,
    [others],
    ...past
  ] = await database.batch([
    generationTotals(database, cover),
    abandonedStarts(database, cover, asked.now),
    histograms(database, cover),
    sessionTotals(database, cover),
    popularStyles(database, cover),
    popularPrompts(database, cover),
    unlistedLabels(database, cover),
    aiUsageByDay(database, cover),
    daysNow(database, cover),
    usersOfDays(database, userSets.missing(cover.days)),
    usersOfPartDays(database, cover),
    bucketsBefore(database, asked),
    usersOfBuckets(database, userSets.missing(before)),
    usersEarlierThatDay(database, asked),
  ])
  const [daysBefore, pastUsers, [earlier]] = past
  const users = countUsers(userSets, {
    read: [...present, ...pastUsers].map(({ userIds, ...day }) => ({ ...day, userIds: numbersIn(userIds) })),
    during: { days, others: numbersIn(others?.userIds) },
    before: { days: daysBefore, others: numbersIn(earlier?.userIds) },
  })
  return { totals, abandoned: abandoned?.count ?? 0, values, sessions, styles, prompts, unlisted, aiDays, users }
}

type Users = { days: KnownDay[]; others: number[] }

/** Users with a session in the window, and those of them who had none before. Null where a day has just changed. */
function countUsers(
  userSets: UserSets,
  { read, during, before }: { read: UsersOfDay[] } & Record<'during' | 'before', Users>,
) {
  const count = ({ days, others }: Users) => userSets.count(days, read, others)
  const both = { days: [...before.days, ...during.days], others: [...before.others, ...during.others] }
  const [unique, past, all] = [count(during), count(before), count(both)]
  return unique === null || past === null || all === null ? null : { unique, new: all - past }
}
