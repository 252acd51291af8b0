import { expect, it } from 'vitest'
import { Steps } from '../src/queries/steps.js'
import { type Span, walkBack } from '../src/queries/walk.js'
import { DAY, HOUR } from './support/events.js'

/** A walk over ten days on a clock that goes on by `costMs` for each part that is read. */
async function walk(costMs: (part: Span) => number, isCancelled = () => false) {
  let now = 0
  const steps = new Steps({ limitMs: 5_000, isCancelled, clock: () => now })
  const parts: Span[] = []
  const covered = await walkBack({ span: { from: 0, to: 10 * DAY }, firstPart: HOUR, steps }, async (part) => {
    now += costMs(part)
    parts.push(part)
  })
  return { covered, parts, tookMs: now }
}

const length = ({ from, to }: Span) => to - from

it('reads a span from its end to its start, each moment of it once', async () => {
  const { covered, parts } = await walk(() => 10)
  expect(covered).toEqual({ from: 0, to: 10 * DAY })
  expect(parts[0]).toEqual({ from: 10 * DAY - HOUR, to: 10 * DAY })
  for (const [index, part] of parts.entries()) expect(part.to).toBe(parts[index - 1]?.from ?? 10 * DAY)
  expect(parts.at(-1)?.from).toBe(0)
})

it('takes few steps over what is empty, and short ones over what is full', async () => {
  expect((await walk(() => 0)).parts.length).toBeLessThan(8)
  const { parts } = await walk((part) => length(part) / (HOUR / 40))
  for (const part of parts) expect(length(part)).toBeLessThanOrEqual(2.5 * HOUR)
})

it('says what it has covered, the newest part, when its time is up', async () => {
  const { covered, parts, tookMs } = await walk((part) => length(part) / (HOUR / 40))
  expect(covered).toEqual({ from: parts.at(-1)?.from, to: 10 * DAY })
  expect(covered.from).toBeGreaterThan(0)
  expect(tookMs).toBeGreaterThanOrEqual(5_000)
  expect(tookMs).toBeLessThan(5_200)
})

it('stops at the next part when it is cancelled', async () => {
  let asked = 0
  await expect(
    walk(
      () => 10,
      () => ++asked > 3,
    ),
  ).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(asked).toBe(4)
})

it('stops where no more can be held, and says what it has covered', async () => {
  const steps = new Steps({ limitMs: 5_000, isCancelled: () => false, clock: () => 0 })
  const parts: Span[] = []
  const walking = { span: { from: 0, to: 10 * DAY }, firstPart: HOUR, steps, isEnough: () => parts.length === 2 }
  expect(await walkBack(walking, async (part) => void parts.push(part))).toEqual({ from: parts[1]?.from, to: 10 * DAY })
  expect(parts[1]?.from).toBeGreaterThan(0)
})
