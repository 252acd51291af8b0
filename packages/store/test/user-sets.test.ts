import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserSets } from '../src/queries/user-sets.js'

const ids = fc.oneof(fc.array(fc.integer({ min: 0, max: 200 })), fc.array(fc.integer({ min: 0, max: 3_000_000 })))

describe('the users of several days', () => {
  it('are counted as a set of them is, whatever is remembered', () => {
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 6 }), ids, fc.integer({ min: 0, max: 400 }), (days, others, bytes) => {
        const sets = new UserSets(bytes)
        const known = days.map((_, id) => ({ id, userVersion: 1 }))
        for (const _ of [1, 2, 3]) {
          const read = sets.missing(known).map((dayId) => ({ dayId, version: 1, userIds: days[dayId] ?? [] }))
          expect(sets.count(known, read, others)).toBe(new Set([...days.flat(), ...others]).size)
        }
      }),
    )
  })

  it('are read once, and again when a day has changed', () => {
    const sets = new UserSets()
    const [before, after] = [1, 2].map((userVersion) => [{ id: 7, userVersion }])
    expect(sets.missing(before ?? [])).toEqual([7])
    expect(sets.count(before ?? [], [{ dayId: 7, version: 1, userIds: [1, 2] }], [])).toBe(2)
    expect(sets.missing(before ?? [])).toEqual([])
    expect(sets.missing(after ?? [])).toEqual([7])
    expect(sets.count(after ?? [], [{ dayId: 7, version: 2, userIds: [1, 2, 3] }], [3])).toBe(3)
  })

  it('are not counted from a day that has changed meanwhile', () => {
    const sets = new UserSets()
    sets.count([{ id: 7, userVersion: 1 }], [{ dayId: 7, version: 1, userIds: [1] }], [])
    expect(sets.count([{ id: 7, userVersion: 2 }], [], [])).toBe(null)
  })

  it('are forgotten when they take more room than is given, those first that nobody asked for', () => {
    const sets = new UserSets(8)
    const day = (id: number) => ({ id, userVersion: 1 })
    const read = (dayId: number) => ({ dayId, version: 1, userIds: [40] })
    sets.count([day(1), day(2)], [read(1), read(2)], [])
    sets.count([day(1)], [], [])
    sets.count([day(3)], [read(3)], [])
    expect(sets.missing([day(1), day(2), day(3)])).toEqual([2])
  })
})
