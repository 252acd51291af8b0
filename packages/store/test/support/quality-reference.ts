import type { Event, SkewBand } from '@son1k/contract'
import { HOUR, MINUTE } from './events.js'
import { groupBy } from './group-by.js'
import { referenceSessions } from './session-reference.js'
import { dateIn } from './summary-reference.js'

/** An event as it came; milliseconds UTC. Without a skew it was a client that didn't say when it sent. */
export type Arrival = { event: Event; receivedAt: number; skewMs: number | null }

const at = ({ event }: Arrival) => Date.parse(event.occurredAt)

/** What the arrivals of a span say, by date. `to` is excluded. */
export function referenceMeasures(arrivals: Arrival[], { from, to, zone }: { from: number; to: number; zone: string }) {
  const within = arrivals.filter((arrival) => at(arrival) >= from && at(arrival) < to)
  const sessions = referenceSessions(arrivals.map(({ event }) => event)).filter(
    ({ startedAt }) => startedAt >= from && startedAt < to,
  )
  return (date: string) => {
    const own = within.filter((arrival) => dateIn(zone, at(arrival)) === date)
    const begun = sessions.filter(({ startedAt }) => dateIn(zone, startedAt) === date)
    const numbers = begun.map(({ sessionId }) =>
      within.flatMap(({ event }) => (event.sessionId === sessionId && event.seq !== undefined ? [event.seq] : [])),
    )
    const sequenced = numbers.flat().length
    const lost = numbers.reduce((sum, each) => sum + referenceLoss(each), 0)
    return {
      events: own.length,
      sequenced,
      lost,
      lossRate: sequenced === 0 ? null : lost / (sequenced + lost),
      late: own.filter((arrival) => arrival.receivedAt - at(arrival) > HOUR).length,
      skewsMs: own.flatMap(({ skewMs }) => (skewMs === null ? [] : [Math.abs(skewMs)])).toSorted((a, b) => a - b),
      bands: Object.fromEntries(
        [...groupBy(own, ({ skewMs }) => bandOf(skewMs))].flatMap(([band, all]) => (band ? [[band, all.length]] : [])),
      ),
    }
  }
}

/** The fewest events that are missing: as many tabs as sent a number sent all those below it. Number by number. */
export function referenceLoss(numbers: number[]): number {
  let lost = 0
  for (let number = Math.max(-1, ...numbers); number >= 0; number--) {
    const arrived = (wanted: number) => numbers.filter((each) => each === wanted).length
    const tabs = Math.max(...numbers.filter((each) => each >= number).map(arrived))
    lost += tabs - arrived(number)
  }
  return lost
}

function bandOf(skewMs: number | null): SkewBand | undefined {
  if (skewMs === null) return undefined
  const size = Math.abs(skewMs)
  if (size <= 5_000) return 'right'
  const unit = size > HOUR ? 'hours' : size > MINUTE ? 'minutes' : 'seconds'
  return skewMs < 0 ? `${unit}Behind` : `${unit}Ahead`
}
