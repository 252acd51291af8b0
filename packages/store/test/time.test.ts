import { isTimeZone } from '@son1k/contract/time-zone'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, localDays, startOfLocalDay, startOfLocalHour } from '../src/time/local-days.js'
import { createCalendar } from '../src/time/local-hour.js'
import { dateIn } from './support/summary-reference.js'

const zones = fc.constantFrom(
  'UTC',
  'Europe/Madrid',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
)
const instants = fc.integer({ min: Date.parse('2005-01-01'), max: Date.parse('2027-12-31') })

describe('local days', () => {
  it('cover a range without a gap, each instant under the date that its clocks show', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 40 * DAY_MS }), (zone, from, length) => {
        const days = localDays(zone, from, from + length)
        expect(days[0]?.from).toBe(from)
        expect(days.at(-1)?.to).toBe(from + length)
        for (const [index, day] of days.entries()) {
          if (index > 0) expect(day.from).toBe(days[index - 1]?.to)
          expect([dateIn(zone, day.from), dateIn(zone, day.to - 1)]).toEqual([day.date, day.date])
        }
      }),
    )
  })

  it.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Asia/Kathmandu', '2026-11-24', 24],
    ['America/Sao_Paulo', '2018-11-04', 23],
  ])('in %s, %s has %d hours', (zone, date, hours) => {
    const noon = Date.parse(`${date}T12:00:00Z`)
    const day = localDays(zone, noon - 2 * DAY_MS, noon + 2 * DAY_MS).find((each) => each.date === date)
    expect(((day?.to ?? 0) - (day?.from ?? 0)) / HOUR_MS).toBe(hours)
  })

  it('start where the date changes', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const start = startOfLocalDay(zone, at)
        expect(dateIn(zone, start)).toBe(dateIn(zone, at))
        expect(start).toBeLessThanOrEqual(at)
      }),
    )
    expect(startOfLocalDay('Asia/Kathmandu', Date.parse('2026-11-24T12:00:00Z'))).toBe(
      Date.parse('2026-11-23T18:15:00Z'),
    )
  })
})

it('a local hour starts where the clocks of the zone show minute 0', () => {
  expect(startOfLocalHour('Asia/Kathmandu', Date.parse('2026-11-24T12:14:59Z'))).toBe(
    Date.parse('2026-11-24T11:15:00Z'),
  )
  expect(startOfLocalHour('UTC', Date.parse('2026-11-24T12:14:59Z'))).toBe(Date.parse('2026-11-24T12:00:00Z'))
})

describe('a calendar', () => {
  it('divides time into hours without a gap, each in one day and one month', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const calendar = createCalendar(zone)
        const hour = calendar(at)
        expect(hour.from <= at && at < hour.to).toBe(true)
        expect(hour.to - hour.from).toBeLessThanOrEqual(HOUR_MS)
        expect(calendar(hour.to - 1)).toEqual(hour)
        expect(calendar(hour.to).from).toBe(hour.to)
        expect(hour.day.from <= hour.from && hour.to <= hour.day.to).toBe(true)
        expect(hour.month.from <= hour.day.from && hour.day.to <= hour.month.to).toBe(true)
        expect(hour.day.date).toBe(dateIn(zone, at))
        expect(dateIn(zone, hour.month.from)).toBe(`${hour.day.date.slice(0, 7)}-01`)
        expect(dateIn(zone, hour.month.to - 1).slice(0, 7)).toBe(hour.day.date.slice(0, 7))
      }),
    )
  })

  it.each([
    ['Asia/Kathmandu', '2026-11-23T18:20:00Z', '2026-11-23T18:15:00Z', '2026-11-23T19:15:00Z', 24],
    ['America/New_York', '2026-11-01T05:59:00Z', '2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z', 6 * 24 + 1],
    ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01T06:00:00Z', '2026-11-01T07:00:00Z', 6 * 24 + 1],
    ['Australia/Lord_Howe', '2026-04-04T15:10:00Z', '2026-04-04T15:00:00Z', '2026-04-04T15:30:00Z', 6 * 24 + 1],
    ['UTC', '1969-12-31T23:30:00Z', '1969-12-31T23:00:00Z', '1970-01-01T00:00:00Z', 2 * 24 + 23],
  ])('in %s has %s in the hour from %s to %s, hour %d of the week', (zone, at, from, to, hourOfWeek) => {
    expect(createCalendar(zone)(Date.parse(at))).toMatchObject({
      from: Date.parse(from),
      to: Date.parse(to),
      hourOfWeek,
    })
  })
})

it('only a name that reports can use is a time zone', () => {
  expect(['Europe/Madrid', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false])
})
