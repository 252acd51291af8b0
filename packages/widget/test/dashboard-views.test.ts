import type { Range } from '@son1k/contract'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeComplaints } from './axe-complaints.js'
import { useChromium } from './chromium.js'
import { makePeriod, makeSnapshot, makeSummary } from './dashboard-data.js'
import { definition, openPage, panel, textOf } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'
import { type Insights, makeInsights } from './insight-data.js'

const browser = useChromium()

const view = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name })
const row = async (page: Page, name: string, value: string) =>
  textOf(panel(page, name).getByRole('row').filter({ hasText: value }))

/** Answers for the hours of the week, and the ranges that were asked for. */
function watchHours() {
  const asked: Range[] = []
  const { hours: answer } = makeInsights()
  const hours: Insights['hours'] = (input) => {
    asked.push(input.range)
    return answer(input)
  }
  return { asked, hours }
}

/** The same answers, and as those of the time before when that is asked for. */
function comparing(insights: Insights): Insights {
  const twice =
    <Input extends { compare?: boolean }, Answer>(answer: (input: Input) => Answer) =>
    (input: Input) => ({ ...answer(input), ...(input.compare && { previous: answer(input) }) })
  const { breakdown, prompts, lifecycle, matrix, ai, latency, patience, funnel, hours, errors } = insights
  return {
    ...insights,
    breakdown: twice(breakdown),
    prompts: twice(prompts),
    lifecycle: twice(lifecycle),
    matrix: twice(matrix),
    ai: twice(ai),
    latency: twice(latency),
    patience: twice(patience),
    funnel: twice(funnel),
    hours: twice(hours),
    errors: (input) => {
      const answer = twice(errors)(input)
      return { ...answer, groups: answer.groups.map((group) => ({ ...group, previousCount: 7 })) }
    },
  }
}

test('music shows a metric over time, and what is made with how well and how fast', async () => {
  await using server = await startScriptedServer()
  const { page, problems } = await openPage(browser(), server.url)
  await view(page, 'Music').click()

  await panel(page, 'Over time').getByText('As a table').click()
  expect(await row(page, 'Over time', '22 Nov')).toMatch(/22 Nov40/)
  expect(await row(page, 'Over time', '20 Nov')).toMatch(/20 Nov–/)
  expect(await row(page, 'What is made', 'synthwave')).toBe('synthwave4530%88.9%30%14.3s')
  expect(await row(page, 'What is made', 'unknown')).toContain('8')
  expect(problems).toEqual([])
})

test('a metric and a split are chosen, and asked for', async () => {
  const asked: unknown[] = []
  const { timeseries } = makeInsights()
  await using server = await startScriptedServer({
    insights: makeInsights({
      timeseries: (input) => {
        asked.push([input.metric, input.by, input.interval])
        return timeseries(input)
      },
    }),
  })
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await panel(page, 'Over time').getByRole('combobox', { name: 'What is shown' }).selectOption('Success rate')
  await panel(page, 'Over time').getByRole('combobox', { name: 'Split by' }).selectOption('Style')
  await expect.poll(() => textOf(panel(page, 'Over time').getByRole('list'))).toContain('synthwave')
  expect(asked.at(0)).toEqual(['generations', undefined, 'day'])
  expect(asked.at(-1)).toEqual(['successRate', 'style', 'day'])
})

test('the arrow keys go from point to point of a chart, and each is told', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  const chart = panel(page, 'Over time').getByRole('slider')
  await chart.focus()
  expect(await chart.getAttribute('aria-valuetext')).toBe('23 Nov: Tracks 27, before 27')
  await page.keyboard.press('ArrowLeft')
  expect(await chart.getAttribute('aria-valuetext')).toBe('22 Nov: Tracks 40, before 40')
  await expect.poll(() => textOf(panel(page, 'Over time').getByRole('list').first())).toContain('Tracks 40')
  await page.keyboard.press('Home')
  expect(await chart.getAttribute('aria-valuetext')).toBe('17 Nov: Tracks 20, before 20')

  await page.keyboard.press('3')
  const columns = panel(page, 'How long it took').getByRole('slider')
  await columns.focus()
  await expect.poll(() => textOf(panel(page, 'How long it took').locator('.pointed-at'))).toBe('1m – 1m 2s: 50')
})

test('a value that is clicked filters every question of the view, until it is taken away, also by a link', async () => {
  await using server = await startScriptedServer({
    summary: (_, filters = []) => makeSummary({ generations: { total: filters.length === 0 ? 150 : 45 } }),
    insights: makeInsights({
      latency: ({ filters }) => ({ ...makeInsights().latency({ range: { days: 7 } }), count: filters?.length ?? 0 }),
    }),
  })
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await panel(page, 'What is made').getByRole('button', { name: 'synthwave' }).click()
  const chip = page.getByRole('button', { name: 'Take the filter away: Style: synthwave' })
  await chip.waitFor()
  expect(new URL(page.url()).searchParams.getAll('filter')).toEqual(['style:synthwave'])
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('45')
  await page.keyboard.press('1')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await page.keyboard.press('3')
  await panel(page, 'How long it took').getByText('As a table').waitFor()
  await page.keyboard.press('4')
  await panel(page, 'Who comes back').getByRole('table').waitFor()
  await page.keyboard.press('2')
  for (const kind of ['similar ones together', 'words on the rise', 'short and long ones'])
    await panel(page, 'Prompts').getByRole('combobox', { name: 'What is shown' }).selectOption(kind)
  // The hours of sessions: what is filtered is tracks.
  await expect.poll(() => server.unfiltered().sort()).toEqual(['analytics.hours', 'analytics.live', 'system.status'])

  await page.keyboard.press('3')
  await chip.click()
  await expect.poll(() => textOf(panel(page, 'How long it took'))).toContain('Nothing in this period.')
  expect(new URL(page.url()).searchParams.getAll('filter')).toEqual([])
})

test('hours, what errors go with, a person’s styles and families of prompts are clicked to filter by them', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=people`)
  const filters = () => new URL(page.url()).searchParams.getAll('filter')
  const friday = panel(page, 'Hours of the week').getByRole('button', { name: 'Fri 23 h: 23' })
  await friday.click()
  await expect.poll(filters).toEqual(['hourOfWeek:119'])
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect.poll(filters).toEqual(['hourOfWeek:95'])
  await panel(page, 'Who uses the app').getByRole('button', { name: 'user_1', exact: true }).click()
  await panel(page, 'user_1').getByRole('button', { name: 'cumbia' }).click()
  await expect.poll(filters).toEqual(['hourOfWeek:95', 'style:cumbia'])
  await page.keyboard.press('3')
  await panel(page, 'Errors and what they go with').getByRole('button', { name: 'Style: techno ×4.7' }).click()
  await expect.poll(filters).toEqual(['hourOfWeek:95', 'style:techno'])
  await page.keyboard.press('2')
  await panel(page, 'Prompts').getByRole('combobox', { name: 'What is shown' }).selectOption('similar ones together')
  await panel(page, 'Prompts').getByRole('button', { name: 'night drive' }).click()
  await expect.poll(filters).toEqual(['hourOfWeek:95', 'style:techno', 'prompt:night drive'])
})

test('a value of the live view is looked at in the music that it filters, and prompts go on as far as there are any', async () => {
  const { prompts } = makeInsights()
  await using server = await startScriptedServer({
    insights: makeInsights({
      prompts: ({ limit = 10, offset = 0, ...input }) => {
        const [row] = prompts(input).rows
        const all = Array.from({ length: 40 }, (_, index) => (row ? [{ ...row, value: `prompt ${index}` }] : [])).flat()
        return { ...prompts(input), rows: all.slice(offset, offset + limit), found: all.length }
      },
    }),
  })
  const { page } = await openPage(browser(), server.url)
  await panel(page, 'Popular styles').getByRole('button', { name: 'synthwave' }).click()
  const { searchParams } = new URL(page.url())
  expect([searchParams.get('view'), searchParams.get('filter')]).toEqual(['music', 'style:synthwave'])

  const rows = panel(page, 'Prompts').getByRole('rowheader')
  await expect.poll(() => rows.count()).toBe(30)
  await panel(page, 'Prompts').getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => rows.count()).toBe(40)
  expect(await panel(page, 'Prompts').getByRole('button', { name: 'Show more' }).count()).toBe(0)
  await rows.getByRole('button', { name: 'prompt 39' }).click()
  expect(new URL(page.url()).searchParams.getAll('filter')).toEqual(['style:synthwave', 'prompt:prompt 39'])
})

test('values are searched for', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await panel(page, 'What is made').getByRole('button', { name: 'synthwave' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('cum')
  await panel(page, 'What is made').getByRole('button', { name: 'synthwave' }).waitFor({ state: 'detached' })
  expect(await row(page, 'What is made', 'cumbia')).toContain('17')
})

test('waiting shows percentiles, how patient people are, and how long tracks took', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=waiting`)
  await expect.poll(() => textOf(panel(page, 'Patience'))).toContain('90% are still there at 45s')
  await expect.poll(() => textOf(panel(page, 'Patience'))).toContain('9 of 150 gave up.')
  await panel(page, 'Patience').getByText('As a table').click()
  expect(await row(page, 'Patience', '10s')).toBe('10s95%90%98%')
  await expect
    .poll(() => textOf(panel(page, 'How long it took')))
    .toContain('p50 12s · p90 28s · p95 41.5s · p99 1m 6s')
  await panel(page, 'How long it took').getByText('As a table').click()
  expect(await row(page, 'How long it took', '10.4s – ')).toMatch(/100$/)
  const times = panel(page, 'Waiting times')
  await times.getByRole('combobox', { name: 'What is shown' }).selectOption('Wait ÷ length')
  await expect.poll(() => textOf(times.getByRole('list'))).toBe('Wait ÷ length (p50) Wait ÷ length (p95)')
})

test('people shows the hours of the week, and who comes back', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=people`)
  await expect.poll(() => row(page, 'Who comes back', '9 Nov')).toBe('9 Nov20100%35%25%')
  expect(await panel(page, 'Hours of the week').getByTitle('Fri 23 h: 23').count()).toBe(1)
  await expect.poll(() => definition(page, 'Sessions', 'Unique users')).toContain('32')
})

test('system shows what the server uses, and when it ran', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=system`)
  await expect.poll(() => definition(page, 'Resources', 'Memory')).toBe('90MB')
  await expect.poll(() => definition(page, 'Resources', 'Answers (p50 · p95 · p99)')).toBe('2ms · 9ms · 30ms')
  await panel(page, 'Availability').getByText('As a table').click()
  expect(await row(page, 'Availability', '23 November 2026')).toMatch(/100%$/)
})

test('music tells which combinations go well, and what AI does among the same people', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await expect.poll(() => row(page, 'Combinations', 'synthwave')).toBe('synthwave120–129 BPMA minor4095%5%')
  await expect.poll(() => textOf(panel(page, 'Combinations'))).toContain('fewer than 20 tracks')
  await panel(page, 'Combinations').getByRole('combobox').selectOption('Style × Mood')
  await expect.poll(() => row(page, 'Combinations', 'cumbia')).toContain('cumbia903100%5%')

  await expect.poll(() => definition(page, 'What AI does', 'Success rate, with AI')).toBe('96.6%')
  await expect.poll(() => definition(page, 'What AI does', 'Kept, basic')).toBe('25%')
  const text = await textOf(panel(page, 'What AI does'))
  expect(text).toContain('Like with like: +4.2 points with AI (95 %: -1 to +9.4; 31 pairs).')
  expect(text).toContain('Like with like: +21 points with AI (95 %: – to –; 31 pairs).')
  expect(text).toContain('Wait, like with like: +1.4 s with AI (95 %: +0.9 to +1.9; 40 pairs).')
})

test('people shows how many come from a visit to a track that they keep', async () => {
  const asked: unknown[] = []
  const { funnel } = makeInsights()
  await using server = await startScriptedServer({
    insights: makeInsights({
      funnel: (input) => {
        asked.push([input.per, input.steps.at(-1)])
        return funnel(input)
      },
    }),
  })
  const { page } = await openPage(browser(), `${server.url}?view=people`)
  const name = 'From visit to kept track'
  await expect.poll(() => textOf(panel(page, name).getByRole('listitem').last())).toBe('Saved → 50% 10')
  await panel(page, name).getByText('As a table').click()
  expect(await row(page, name, 'Track made')).toBe('Track made4050%50%20s')
  await panel(page, name).getByRole('combobox', { name: 'Last step' }).selectOption('Shared')
  await panel(page, name).getByRole('combobox', { name: 'What is counted' }).selectOption('sessions')
  await expect.poll(() => asked.at(-1)).toEqual(['session', { action: 'share' }])
  expect(asked.at(0)).toEqual(['user', { action: 'save' }])
})

test('errors that are the same are told together, with what they go with', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=waiting`)
  const name = 'Errors and what they go with'
  await expect
    .poll(() => row(page, name, 'out of memory'))
    .toBe('out of memory at 812 MBa track12923 Nov 2026, 17:00:00Style: techno ×4.7')
  expect(await panel(page, name).getByRole('img', { name: '0 1 2 3 1 4 1' }).count()).toBe(1)
  expect(await panel(page, name).getByTitle('out of memory at 64 MB').count()).toBe(1)
})

test('music tells what becomes of a track, how many tries one that is kept took, and which words helped', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  const name = 'What becomes of a track'
  await expect.poll(() => textOf(panel(page, name).getByRole('listitem').nth(1))).toBe('Made → 90% 135')
  await expect.poll(() => textOf(panel(page, name))).toContain('half were kept at try 2 or before.')
  const shown = panel(page, name).getByRole('combobox', { name: 'What is shown' })
  await shown.selectOption('tries until one is kept')
  await expect.poll(() => panel(page, name).getByRole('slider').getAttribute('aria-valuetext')).toBe('Try 2: 18')
  await shown.selectOption('words that help')
  expect(await row(page, name, 'piano')).toBe('pianoadded1070%2.7')
})

test('people lists who uses the app, finds one of them, and shows what they did', async () => {
  await using server = await startScriptedServer()
  const { page, problems } = await openPage(browser(), `${server.url}?view=people`)
  const list = panel(page, 'Who uses the app')
  await expect.poll(() => textOf(list)).toContain('25 / 60')
  await list.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => textOf(list)).toContain('50 / 60')
  expect(server.asked('analytics.users')).toBe(2)
  expect(await list.getByRole('rowheader').count()).toBe(50)
  await list.getByRole('searchbox').fill('user_42')
  await expect.poll(() => row(page, 'Who uses the app', 'user_42')).toMatch(/41090%33.3%cumbia$/)

  await list.getByRole('button', { name: 'user_42' }).press('Enter')
  const one = panel(page, 'user_42')
  await expect.poll(() => definition(page, 'user_42', 'Favourite style')).toBe('cumbia 7')
  expect(await row(page, 'user_42', 'track 50')).toContain('Saved')
  await one.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => one.getByRole('row').count()).toBe(81)
  expect(await axeComplaints(page)).toEqual([])
  expect(problems).toEqual([])
})

test('music tells what people ask for: prompts, similar ones together, and words on the rise', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await expect.poll(() => row(page, 'Prompts', 'Lluvia')).toBe('Lluvia en la ciudad21090%33.3%')
  expect(await panel(page, 'Prompts').getByTitle('lluvia en la ciudad!').count()).toBe(2)
  await panel(page, 'Prompts').getByRole('searchbox').fill('boss')
  await expect.poll(() => panel(page, 'Prompts').getByRole('row').count()).toBe(2)
  const shown = panel(page, 'Prompts').getByRole('combobox', { name: 'What is shown' })
  await shown.selectOption('similar ones together')
  await expect.poll(() => row(page, 'Prompts', 'night drive')).toBe('night drive41090%33.3%')
  await shown.selectOption('words on the rise')
  await expect.poll(() => row(page, 'Prompts', 'piano')).toBe('piano20420%4%')
  await shown.selectOption('short and long ones')
  await expect.poll(() => row(page, 'Prompts', '1–20')).toBe('1–201090%33.3%')
  expect(await row(page, 'Prompts', '≥ 201')).toBe('≥ 2011090%33.3%')
})

test('system shows how far the data can be trusted, by reason and by day, or that there is none', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?view=system`)
  await expect.poll(() => definition(page, 'Data quality', 'Lost on the way')).toBe('10 (1%)')
  await expect.poll(() => definition(page, 'Data quality', 'Over an hour late')).toBe('4')
  await expect.poll(() => definition(page, 'Data quality', 'Refused with their request: OVERLOADED')).toBe('500')
  await expect.poll(() => definition(page, 'Data quality', 'Lost by clients: QUEUE_FULL')).toBe('7')
  await panel(page, 'Data quality').getByText('As a table').click()
  const table = await panel(page, 'Data quality').locator('table').textContent()
  expect(table).toContain('990104')
  const quality = { ...makeInsights().quality({ range: { days: 7 } }) }
  const none = { ...quality.total.measured, events: 0 }
  const nothing = { duplicates: 0, rejected: {}, dropped: {}, clientDropped: {}, measured: none }
  await using empty = await startScriptedServer({
    insights: makeInsights({ quality: () => ({ ...quality, days: [], total: nothing }) }),
  })
  const other = await openPage(browser(), `${empty.url}?view=system`)
  await expect.poll(() => textOf(panel(other.page, 'Data quality'))).toContain('Nothing')
})

test('live shows the tracks of each minute of the last hour', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)
  const chart = panel(page, 'Tracks per minute').getByRole('slider')
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toBe('18:05: 1')
  await expect.poll(() => textOf(panel(page, 'Tracks per minute'))).toContain('in all: 6 · most: 3')
  server.script.snapshot = makeSnapshot({
    at: '2026-11-23T18:06:10Z',
    generationsByMinute: [...Array(58).fill(0), 1, 5],
  })
  server.push()
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toBe('18:06: 5')
})

test('an answer that was cut short says since when', async () => {
  const patience = { ...makeInsights().patience({ range: { days: 7 } }), isCut: true }
  await using server = await startScriptedServer({ insights: makeInsights({ patience: () => patience }) })
  const { page } = await openPage(browser(), `${server.url}?view=waiting`)
  await expect.poll(() => textOf(panel(page, 'Patience'))).toContain('Only since 16 Nov 2026')
})

test('the time before is told of everything that compares', async () => {
  await using server = await startScriptedServer({ insights: comparing(makeInsights()) })
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await expect.poll(() => row(page, 'What is made', 'synthwave')).toBe('synthwave454530%88.9%30%14.3s')
  await expect.poll(() => row(page, 'Prompts', 'Lluvia')).toBe('Lluvia en la ciudad2101090%33.3%')
  await expect.poll(() => textOf(panel(page, 'What becomes of a track'))).toContain('150before: 150')
  await expect.poll(() => row(page, 'Combinations', 'cumbia')).toContain('33100%')
  await expect.poll(() => textOf(panel(page, 'What AI does'))).toContain('before: +4.2')
  await page.keyboard.press('3')
  await expect.poll(() => textOf(panel(page, 'How long it took'))).toContain('before: p50 12s · p90 28s')
  await expect.poll(() => textOf(panel(page, 'Patience').getByRole('list'))).toContain('before')
  await expect.poll(() => row(page, 'Errors and what they go with', 'out of memory')).toContain('1279')
  await page.keyboard.press('4')
  await expect.poll(() => textOf(panel(page, 'From visit to kept track'))).toContain('40before: 40')
  await expect.poll(() => panel(page, 'Hours of the week').getByTitle('Fri 23 h: 23 (before: 23)').count()).toBe(1)
})

test('without comparing, nothing of the period before is asked or shown', async () => {
  const compared: unknown[] = []
  const { timeseries } = makeInsights()
  await using server = await startScriptedServer({
    insights: makeInsights({
      timeseries: (input) => {
        compared.push(input.compare)
        return timeseries(input)
      },
    }),
  })
  const { page } = await openPage(browser(), `${server.url}?view=music`)
  await expect.poll(() => textOf(panel(page, 'Over time').getByRole('list'))).toContain('before')
  await page.getByRole('checkbox', { name: 'compare' }).uncheck()
  await expect.poll(() => textOf(panel(page, 'Over time').getByRole('list'))).not.toContain('before')
  expect([compared.at(0), compared.at(-1)]).toEqual([true, false])
  expect(new URL(page.url()).searchParams.get('compare')).toBe('no')
  server.script.summary = () => makePeriod()
  await page.keyboard.press('1')
  await page.keyboard.press('.')
  await expect.poll(() => definition(page, 'Generations', 'Average wait')).toBe('15.2s')
})

test('two days are chosen, and the whole of both is asked for by the clock of who looks, across a change of it', async () => {
  const { asked, hours } = watchHours()
  await using server = await startScriptedServer({ insights: makeInsights({ hours }) })
  const { page } = await openPage(browser(), `${server.url}?view=people&period=2026-10-24..2026-10-25`, {
    timezoneId: 'Europe/Madrid',
  })
  await expect.poll(() => textOf(panel(page, 'Sessions'))).toContain('24 October 2026 – 25 October 2026')
  await expect.poll(() => asked.at(-1)).toEqual({ from: '2026-10-23T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' })

  await page.getByLabel('First day').fill('2026-11-01')
  await expect.poll(() => asked.at(-1)).toEqual({ from: '2026-10-31T23:00:00.000Z', to: '2026-11-01T23:00:00.000Z' })
  expect(new URL(page.url()).searchParams.get('period')).toBe('2026-11-01..2026-11-01')
})

test('today begins at the midnight of who looks', async () => {
  const { asked, hours } = watchHours()
  await using server = await startScriptedServer({ insights: makeInsights({ hours }) })
  const { page } = await openPage(browser(), `${server.url}?view=people&period=today`, { timezoneId: 'Asia/Kathmandu' })
  const midnight = await page.evaluate(() => new Date(new Date().setHours(0, 0, 0, 0)).toISOString())
  await expect.poll(() => asked.at(-1)).toMatchObject({ from: midnight })
  expect(midnight).toMatch(/T18:15:00/)
})

test.each(['music', 'waiting', 'people', 'system'])(
  'axe finds nothing in the view %s, in any theme, and nothing scrolls sideways on a phone',
  async (name) => {
    await using server = await startScriptedServer()
    const { page } = await openPage(browser(), `${server.url}?view=${name}&lang=es`, {
      viewport: { width: 320, height: 800 },
    })
    await expect.poll(() => page.locator('.panel').count()).toBeGreaterThan(2)
    await expect.poll(() => page.locator('.panel.loading').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    for (const theme of ['dark', 'light', 'contrast']) {
      await page.getByRole('combobox', { name: 'Tema' }).selectOption(theme)
      expect([theme, await axeComplaints(page)]).toEqual([theme, []])
    }
  },
)
