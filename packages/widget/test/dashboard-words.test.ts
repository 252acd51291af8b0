import { expect, test } from 'vitest'
import { beforeCell } from '../src/dashboard/data/before-cell.js'
import { toColumns } from '../src/dashboard/data/columns.js'
import { noticeOfTracker } from '../src/dashboard/data/notices.js'
import { createFormat } from '../src/dashboard/format.js'
import { en } from '../src/dashboard/words/en.js'
import { es } from '../src/dashboard/words/es.js'
import { chooseLanguage, localeFor } from '../src/dashboard/words/language.js'
import { makePeriod } from './dashboard-data.js'
import { makeTrackerStatus } from './dashboard-open.js'

/** Every text of a dictionary, by its path; `many` is a form that only some languages have. */
function textsOf(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    if (name === 'many') return []
    return typeof value === 'string' ? [[path + name, value]] : textsOf(value, `${path}${name}.`)
  })
}

test('both languages fill in the same names in every text', () => {
  const namesOf = (words: object) =>
    textsOf(words).map(([path, text]) => [path, [...text.matchAll(/\{\w+\}/g)].map(String).sort()])
  expect(namesOf(es)).toEqual(namesOf(en))
})

test('no text is empty, and none was left in English', () => {
  const english = new Map(textsOf(en))
  const same = textsOf(es).filter(([path, text]) => text === english.get(path))
  const meantToBeTheSame =
    /^product$|^range\.short|^no$|retries|^trend\.before$|^dimensions\.(error|prompt|tempoBand|bot)$|^values\.bot$|^admin\.(tokens|apps)$|^promptWords\.(title|members)$/
  expect(same.filter(([path]) => !meantToBeTheSame.test(path))).toEqual([])
  expect(textsOf(es).filter(([, text]) => text.trim() === '')).toEqual([])
})

test('the strongest wish that there are words for decides the language', () => {
  expect(chooseLanguage([undefined, '', 'fr', 'es-MX', 'en'])).toBe('es')
  expect(chooseLanguage(['de', null])).toBe('en')
  expect(localeFor('es', ['en-US', 'es-MX', 'es'])).toBe('es-MX')
  expect(localeFor('es', ['en-US'])).toBe('es')
})

test('durations are written in at most two units', () => {
  const { duration } = createFormat(en, 'en')
  const written = [0, 0.008, 15.24, 59.96, 121, 1800.5, 7_200, 29_100, 200_000].map((seconds) => duration(seconds).text)
  expect(written).toEqual(['0s', '8ms', '15.2s', '1m', '2m 1s', '30m 1s', '2h', '8h 5m', '2d 7h'])
})

test('counts, sizes and plurals follow the language', () => {
  const english = createFormat(en, 'en')
  const spanish = createFormat(es, 'es')
  expect(english.bytes(12_400_000).text).toBe('12.4MB')
  expect(spanish.bytes(12_400_000).text).toBe('12,4 MB')
  expect(english.count(1_234_567)).toBe('1,234,567')
  expect(english.count(123_456_789)).toBe('123.46M')
  expect(spanish.plural(es.notice.synchronised, 1)).toBe('1 evento sincronizado.')
  expect(spanish.plural(es.notice.synchronised, 3)).toBe('3 eventos sincronizados.')
  expect(english.ago(125_000)).toBe('2 minutes ago')
})

test('days without a track have a column too, and a long period has one for each week', () => {
  const week = toColumns(makePeriod())
  expect(week.daysEach).toBe(1)
  expect(week.columns.map(({ date, count }) => `${date.slice(8)}:${count}`)).toEqual([
    '16:0',
    '17:9',
    '18:14',
    '19:6',
    '20:0',
    '21:19',
    '22:29',
    '23:12',
  ])
  const year = toColumns(makePeriod({ from: '2025-11-23T18:00:00Z' }))
  expect(year.daysEach).toBe(7)
  expect(year.columns).toHaveLength(53)
  expect(year.columns.reduce((sum, { count }) => sum + count, 0)).toBe(89)
})

test('events that waited during trouble are told of once they are delivered', () => {
  const calm = makeTrackerStatus()
  const offline = makeTrackerStatus({ isOnline: false, queueLength: 4 })
  const first = noticeOfTracker(calm, offline, 0)
  expect(first).toEqual({ notice: { kind: 'offline' }, backlog: 4 })
  expect(noticeOfTracker(offline, calm, first.backlog)).toEqual({
    notice: { kind: 'synchronised', count: 4 },
    backlog: 0,
  })
  expect(noticeOfTracker(makeTrackerStatus({ queueLength: 1 }), calm, 0)).toEqual({ backlog: 0 })
})

test('what was not among the first of the time before had no more than the last of them, or none where all are listed', () => {
  const rows = [
    { value: 'synthwave', count: 9 },
    { value: 'cumbia', count: 4 },
  ]
  const before = (value: string, limit: number) =>
    beforeCell(rows, { isIt: (row) => row.value === value, count: ({ count }) => count, limit, show: String })
  expect(before('synthwave', 2)).toEqual({ value: 9, text: '9' })
  expect(before('jazz', 2)).toEqual({ value: null, text: '≤ 4' })
  expect(before('jazz', 3)).toEqual({ value: 0, text: '0' })
})
