import { describe, expect, it } from 'vitest'
import { correctedTime } from '../src/ingest/corrected-time.js'
import { DAY, HOUR, MINUTE, NOW } from './support/events.js'

const SECOND = 1_000

/** Offsets from the receipt: of the client's clock at sending and at the event; then of the corrected time. */
const CORRECTED: [string, { sentAt?: number; occurredAt: number }, number][] = [
  ['an event of a good clock keeps its time', { sentAt: 0, occurredAt: -MINUTE }, -MINUTE],
  ['a clock that is 4.999 s off is believed', { sentAt: 4_999, occurredAt: 4_000 }, 4_000],
  ['a clock that is 5 s ahead is not', { sentAt: 5 * SECOND, occurredAt: 4 * SECOND }, -SECOND],
  ['a clock that is 5 s behind is not', { sentAt: -5 * SECOND, occurredAt: -6 * SECOND }, -SECOND],
  ['a clock that is a year ahead keeps the age', { sentAt: 365 * DAY, occurredAt: 365 * DAY - HOUR }, -HOUR],
  ['a clock that is a year behind keeps the age', { sentAt: -365 * DAY, occurredAt: -365 * DAY - HOUR }, -HOUR],
  ['an event after its sending happened at the receipt', { sentAt: HOUR, occurredAt: 2 * HOUR }, 0],
  ['an event of seven days ago is taken', { sentAt: 0, occurredAt: -7 * DAY }, -7 * DAY],
  ['without a time of sending, the time is believed', { occurredAt: -HOUR }, -HOUR],
  ['without one, seven days ago is taken', { occurredAt: -7 * DAY }, -7 * DAY],
  ['without one, five minutes ahead is taken', { occurredAt: 5 * MINUTE }, 5 * MINUTE],
]

const REFUSED: [string, { sentAt?: number; occurredAt: number }, string][] = [
  ['an event of more than seven days ago', { sentAt: 0, occurredAt: -7 * DAY - 1 }, 'TOO_OLD'],
  ['one that a wrong clock dates today', { sentAt: 30 * DAY, occurredAt: 20 * DAY }, 'TOO_OLD'],
  ['without a time of sending, an older one', { occurredAt: -7 * DAY - 1 }, 'TOO_OLD'],
  ['without one, a later one', { occurredAt: 5 * MINUTE + 1 }, 'IN_THE_FUTURE'],
  ['one far ahead of a good clock', { sentAt: 0, occurredAt: HOUR }, 'IN_THE_FUTURE'],
]

const correct = ({ sentAt, occurredAt }: { sentAt?: number; occurredAt: number }) =>
  correctedTime(NOW + occurredAt, { receivedAt: NOW, sentAt: sentAt === undefined ? undefined : NOW + sentAt })

describe('the corrected time', () => {
  it.each(CORRECTED)('%s', (_, clocks, offset) => {
    expect(correct(clocks)).toEqual({ at: NOW + offset })
  })

  it.each(REFUSED)('refuses %s', (_, clocks, code) => {
    expect(correct(clocks)).toMatchObject({ code })
  })
})
