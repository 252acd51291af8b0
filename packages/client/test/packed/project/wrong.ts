import { createAnalytics } from '@son1k/client'

const url = 'http://127.0.0.1:8002'
const sessionId = '0193a5a8-7a6e-7cc0-9d0a-0a4b6b1c2d3e'
const anonymous = createAnalytics({ url })
const known = createAnalytics({ url, userId: 'ana' })

// @ts-expect-error a server is needed
createAnalytics({})
// @ts-expect-error there is no such option
createAnalytics({ url, writekey: 'public' })
// @ts-expect-error an event has a type
known.track({ style: 'dub' })
// @ts-expect-error there is no such type
known.track({ type: 'generations' })
// @ts-expect-error nobody said whose event it is
anonymous.track({ type: 'generation' })
// @ts-expect-error a session starts with its id
known.track({ type: 'session.start' })
// @ts-expect-error an interaction has an action
known.track({ type: 'interaction', element: 'BUTTON' })
// @ts-expect-error the unit is in the name
known.track({ type: 'generation', duration: 120 })
// @ts-expect-error seconds are a number
known.track({ type: 'generation', durationSeconds: '120' })
// @ts-expect-error there is no such outcome
known.track({ type: 'generation', outcome: 'success' })
// @ts-expect-error a function is no JSON
known.track({ type: 'generation', params: { seed: () => 7 } })
// @ts-expect-error nobody said whose generation it is
anonymous.generation.start()
// @ts-expect-error there is no such procedure
known.api.analytics.sumary.query({ range: { days: 7 } })
// @ts-expect-error a summary has a range
known.api.analytics.summary.query({})
// @ts-expect-error a query is not a mutation
known.api.analytics.summary.mutate({ range: { days: 7 } })
// @ts-expect-error a session is ended by its id
known.api.session.end.mutate({ userId: 'ana' })
// @ts-expect-error there is no such number
known.api.analytics.summary.query({ range: { days: 7 } }).then((summary) => summary.generations.sum)
// @ts-expect-error what is live has no input
known.api.analytics.live.subscribe({ days: 7 }, { onData: () => sessionId })
