import { createApiClient, type RouterInputs } from '@son1k/client'
import { DIMENSIONS } from '@son1k/contract'

/** What a question is about: the last `days`, and where it is about one user, who that is. */
type About = { days: number; userId: string }
/** A question that can be asked over HTTP by its path. */
export type Question = { name: string; path: (about: About) => string }

type Inputs = RouterInputs['analytics']
/** Files are made of the answers to the others, and `live` goes on for ever. */
type Asked = Exclude<keyof Inputs, 'export' | 'live'>

/** Each question with what the dashboard asks it for; one that is new has to be named here. */
const INPUTS: { [Name in Asked]: (about: About) => Inputs[Name] } = {
  summary: ({ days }) => ({ range: { days }, compare: true }),
  timeseries: ({ days }) => ({ range: { days }, metric: 'generations', interval: 'day', by: 'style', compare: true }),
  breakdown: ({ days }) => ({ range: { days }, dimension: 'style' }),
  hours: ({ days }) => ({ range: { days }, metric: 'generations' }),
  latency: ({ days }) => ({ range: { days }, by: 'style' }),
  patience: ({ days }) => ({ range: { days } }),
  quality: ({ days }) => ({ range: { days } }),
  retention: ({ days }) => ({ range: { days }, interval: days > 60 ? 'week' : 'day' }),
  funnel: ({ days }) => ({
    range: { days },
    steps: [{ state: 'succeeded' }, { action: 'play' }, { action: 'save' }],
    per: 'user',
  }),
  ai: ({ days }) => ({ range: { days } }),
  matrix: ({ days }) => ({ range: { days } }),
  errors: ({ days }) => ({ range: { days } }),
  lifecycle: ({ days }) => ({ range: { days } }),
  users: ({ days }) => ({ range: { days } }),
  user: ({ days, userId }) => ({ range: { days }, userId }),
  userTimeline: ({ days, userId }) => ({ range: { days }, userId }),
  prompts: ({ days }) => ({ range: { days } }),
  promptFamilies: ({ days }) => ({ range: { days } }),
  promptTerms: ({ days }) => ({ range: { days } }),
  promptLengths: ({ days }) => ({ range: { days } }),
}

const pathOf = <Name extends Asked>(name: Name, input: Inputs[Name]) =>
  `/trpc/analytics.${name}?input=${encodeURIComponent(JSON.stringify(input))}`

const byName = (Object.keys(INPUTS) as Asked[]).map(
  (name): Question => ({ name, path: (about) => pathOf(name, INPUTS[name](about)) }),
)
const breakdowns = DIMENSIONS.map(
  (dimension): Question => ({
    name: `breakdown by ${dimension}`,
    path: ({ days }) => pathOf('breakdown', { range: { days }, dimension }),
  }),
)

/** Whether a question costs what it shows, however much is stored: the summary and each breakdown. */
export const isOfSums = ({ name }: Question): boolean =>
  name === 'summary' || name === 'REST analytics' || name.startsWith('breakdown')

/** All questions that the benchmarks ask. */
export const QUESTIONS: readonly Question[] = [
  ...byName.filter(({ name }) => name !== 'breakdown'),
  ...breakdowns,
  { name: 'REST analytics', path: ({ days }) => `/api/analytics?days=${days}` },
]

/** The user of a server who made most in the last 30 days. @throws Error where there is none */
export async function busiestUser(url: string): Promise<string> {
  const { analytics } = createApiClient({ url: `${url}/trpc` })
  const { rows } = await analytics.users.query({ range: { days: 30 }, sort: 'generations', limit: 1 })
  const [user] = rows
  if (!user) throw new Error(`${url} knows no user of the last 30 days`)
  return user.userId
}
