import type { Plural, Words } from './words/words.js'

/** A number split from its unit, so that the unit can be shown smaller. `text` is both, as a screen reader says it. */
export type Measure = { text: string; parts: { value: string; unit: string }[] }

export type Format = ReturnType<typeof createFormat>

const COMPACT_FROM = 10_000_000

const WHOLE: Intl.NumberFormatOptions = { maximumFractionDigits: 0 }
const TENTHS: Intl.NumberFormatOptions = { maximumFractionDigits: 1 }
const SIGNED: Intl.NumberFormatOptions = { maximumFractionDigits: 1, signDisplay: 'exceptZero' }
const COMPACT: Intl.NumberFormatOptions = { notation: 'compact', maximumFractionDigits: 2 }
const PERCENTS: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1 }
const WHOLE_PERCENTS: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 0 }
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }
const MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const SHORT_DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
const FULL_DAY: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' }
const SHORT_HOUR: Intl.DateTimeFormatOptions = { ...MINUTE, ...SHORT_DAY }
const WEEKDAY: Intl.DateTimeFormatOptions = { weekday: 'short', timeZone: 'UTC' }
const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' }
const PLURALS = {}
const RELATIVE: Intl.RelativeTimeFormatOptions = { numeric: 'auto' }

/**
 * The product's ways to write numbers, times and dates, in the reader's time zone.
 * @param locale a language tag of the language of `words`
 */
export function createFormat({ unitDisplay }: Words, locale: string) {
  // Each costs a browser up to a millisecond to make, so each is made when it is first needed, and once.
  const once = lazily()
  const numbers = (options: Intl.NumberFormatOptions) => once(options, () => new Intl.NumberFormat(locale, options))
  const dates = (options: Intl.DateTimeFormatOptions) => once(options, () => new Intl.DateTimeFormat(locale, options))
  const units = new Map<string, Intl.NumberFormat>()
  const unitNumbers = (name: string, fractionDigits: number) => {
    const key = `${name} ${fractionDigits}`
    const made =
      units.get(key) ??
      new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay, maximumFractionDigits: fractionDigits })
    units.set(key, made)
    return made
  }
  const pluralRules = () => once(PLURALS, () => new Intl.PluralRules(locale))
  const relative = () => once(RELATIVE, () => new Intl.RelativeTimeFormat(locale, RELATIVE))

  const unit = (value: number, name: string, fractionDigits = 0): Measure['parts'][number] & { text: string } => {
    const format = unitNumbers(name, fractionDigits)
    const parts = format.formatToParts(value)
    const of = (isUnit: boolean) =>
      parts
        .filter(({ type }) => (type === 'unit') === isUnit && type !== 'literal')
        .map((part) => part.value)
        .join('')
    return { value: of(false), unit: of(true), text: format.format(value) }
  }
  const measure = (parts: ReturnType<typeof unit>[]): Measure => ({
    text: parts.map(({ text }) => text).join(' '),
    parts: parts.map(({ value, unit }) => ({ value, unit })),
  })
  const count = (value: number) => numbers(value >= COMPACT_FROM ? COMPACT : WHOLE).format(value)

  return {
    count,
    tenths: (value: number) => numbers(TENTHS).format(value),
    /** A share, 0–1, as a percentage. */
    percent: (share: number) => numbers(PERCENTS).format(share),
    /** A difference, with its sign. */
    signed: (difference: number) => numbers(SIGNED).format(difference),
    /** A difference of shares in percentage points, with its sign. */
    points: (difference: number) => numbers(SIGNED).format(difference * 100),
    wholePercent: (share: number) => numbers(WHOLE_PERCENTS).format(share),
    /** 0 is Monday. */
    weekday: (day: number) => dates(WEEKDAY).format(new Date(Date.UTC(2026, 0, 5 + day))),
    /** The start of a point of a series, on the clock that it names itself: a day, or an hour of a day. */
    point: (start: string) =>
      start.slice(11, 16) === '00:00'
        ? dates(SHORT_DAY).format(wallClock(start))
        : dates(SHORT_HOUR).format(wallClock(start)),
    /** Milliseconds, seconds with a tenth below a minute, else the two largest units. */
    duration: (seconds: number): Measure => measure(splitDuration(seconds).map((part) => unit(...part))),
    bytes: (bytes: number): Measure => {
      const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3))
      const names = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
      return measure([unit(bytes / 1000 ** power, names[power] ?? 'byte', power === 0 ? 0 : 1)])
    },
    /** Fills the form that `value` asks for; `write` is how the number itself is written. */
    plural: (forms: Plural, value: number, write: (value: number) => string = count) =>
      fill(pick(forms, pluralRules().select(value)), { n: write(value) }),
    /** `RFC 3339` or milliseconds as a time of day with seconds. */
    clock: (time: string | number) => dates(CLOCK).format(new Date(time)),
    minute: (ms: number) => dates(MINUTE).format(ms),
    moment: (time: string | number) => dates(MOMENT).format(new Date(time)),
    /** `2026-11-23` as a short or a full date. */
    shortDay: (date: string) => dates(SHORT_DAY).format(new Date(date)),
    fullDay: (date: string) => dates(FULL_DAY).format(new Date(date)),
    /** How long ago, in its largest unit. */
    ago: (ageMs: number) => {
      const seconds = Math.max(0, Math.round(ageMs / 1000))
      if (seconds < 60) return relative().format(-seconds, 'second')
      if (seconds < 3600) return relative().format(-Math.floor(seconds / 60), 'minute')
      return relative().format(-Math.floor(seconds / 3600), 'hour')
    },
  }
}

/** @returns what answers with the value that was made for a key before, and makes it the first time */
function lazily() {
  const made = new Map<object, unknown>()
  return <Made>(key: object, make: () => Made): Made => {
    if (!made.has(key)) made.set(key, make())
    // A key belongs to one `make`, so to one type.
    return made.get(key) as Made
  }
}

/** `2026-11-23T08:00:00+01:00` as if that clock were UTC's. */
const wallClock = (time: string) => new Date(`${time.slice(0, 19)}Z`)

/** Puts `values` in the place of their `{names}`. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
}

function pick(forms: Plural, rule: Intl.LDMLPluralRule): string {
  if (rule === 'one') return forms.one
  return (rule === 'many' && forms.many) || forms.other
}

type DurationPart = [value: number, unit: string, fractionDigits?: number]
function splitDuration(seconds: number): DurationPart[] {
  if (seconds > 0 && seconds < 0.9995) return [[Math.round(seconds * 1000), 'millisecond']]
  if (seconds < 59.95) return [[seconds, 'second', 1]]
  const whole = Math.round(seconds)
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ]
  const parts: DurationPart[] = [
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
    [whole % 60, 'second'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  return parts.slice(first, first + 2).filter(([value], index) => index === 0 || value > 0)
}
