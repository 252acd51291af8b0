/** Numbers of sessions' events, in columns: of a session, from one number to another, both included. */
export type SessionRuns = { session: Float64Array; from: Float64Array; to: Float64Array }

const BYTES_OF_RUN = 3 * Float64Array.BYTES_PER_ELEMENT
export const bytesOfRuns = ({ session }: SessionRuns): number => session.length * BYTES_OF_RUN

/** Most sessions come down to one run. @param numbers of each event, and in the same order of which session it is */
export function runsOf(sessions: number[], numbers: number[]): SessionRuns {
  const runs: [session: number, from: number, to: number][] = []
  for (const [session, own] of bySession(sessions, numbers)) {
    let last: (typeof runs)[number] | undefined
    for (const number of own.sort((a, b) => a - b)) {
      if (last?.[2] === number - 1) last[2] = number
      else {
        last = [session, number, number]
        runs.push(last)
      }
    }
  }
  return {
    session: Float64Array.from(runs, ([session]) => session),
    from: Float64Array.from(runs, ([, from]) => from),
    to: Float64Array.from(runs, ([, , to]) => to),
  }
}

function bySession(sessions: number[], numbers: number[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const [index, session] of sessions.entries()) {
    const own = found.get(session)
    if (own) own.push(numbers[index] ?? 0)
    else found.set(session, [numbers[index] ?? 0])
  }
  return found
}

/** All runs of some. */
export const joinedRuns = (some: SessionRuns[]): SessionRuns => ({
  session: joined(some.map(({ session }) => session)),
  from: joined(some.map(({ from }) => from)),
  to: joined(some.map(({ to }) => to)),
})

/** One after another. */
export function joined(lists: Float64Array[]): Float64Array {
  const whole = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const list of lists) {
    whole.set(list, place)
    place += list.length
  }
  return whole
}

/** The numbers of each session's events, in no order. */
export function numbersBySession({ session, from, to }: SessionRuns): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const [place, id] of session.entries()) {
    const own = found.get(id) ?? []
    found.set(id, own)
    for (let number = from[place] ?? 0; number <= (to[place] ?? -1); number++) own.push(number)
  }
  return found
}
