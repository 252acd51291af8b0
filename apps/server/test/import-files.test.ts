import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { importText } from './support/import-text.js'

const ID = '0d9f0c3e-0000-4000-8000-000000000001'
const VISIT = '0d9f0c3e-0000-4000-8000-00000000000a'
const at = '2026-11-20T10:00:00.000Z'
const lines = (...objects: unknown[]) =>
  objects.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')

test('lines of JSON are our events, in our names or those of REST; what is wrong is told by its line', async () => {
  const { first, second, events } = await importText(
    'jsonl',
    lines(
      {
        type: 'generation',
        id: ID,
        occurredAt: at,
        userId: 'ana',
        outcome: 'failed',
        page: null,
        receivedAt: at,
        isBot: true,
      },
      '',
      {
        type: 'interaction',
        occurred_at: at,
        user_id: 'ana',
        session_id: VISIT,
        action: 'click',
        element: 'A',
        value: null,
      },
      { type: 'generation', occurred_at: at, user_id: 'ana', tempo: 0 },
      '[1, 2]',
      '{"type": "generation"',
      { type: 'generation', id: ID, occurredAt: '2026-11-24T13:00:00Z', userId: 'ana' },
      { type: 'generation', occurredAt: '1969-07-20T20:17:40Z', userId: 'ana' },
      `"${'x'.repeat(2 ** 20)}"`,
      `"${'x'.repeat(2 ** 21)}"`,
      { type: 'session_end', occurred_at: at, user_id: 'ana', session_id: VISIT },
    ),
  )
  expect(first.refusals.map(({ place, problem }) => `${place} ${problem}`)).toEqual([
    'line 4 tempo must be more than 0',
    'line 5 is no JSON object',
    'line 6 is no JSON object',
    expect.stringMatching(/^line 7 .*future/),
    expect.stringMatching(/^line 8 .*before 1970/),
    'line 9 is longer than 1048576 bytes',
    'line 10 is longer than 1048576 bytes',
  ])
  expect(events).toEqual([
    { type: 'session.end', id: expect.any(String), occurredAt: at, userId: 'ana', sessionId: VISIT },
    { type: 'generation', id: ID, occurredAt: at, userId: 'ana', outcome: 'failed' },
    {
      ...{ type: 'interaction', id: expect.any(String), occurredAt: at, userId: 'ana', sessionId: VISIT },
      ...{ action: 'click', element: 'A' },
    },
  ])
  expect(second).toMatchObject({ rows: 10, added: 0, known: 3, refused: 7 })
})

test('a compressed file is the same, and one that ends too early is told', async () => {
  const events = Array.from({ length: 300 }, (_, index) => ({
    type: 'generation',
    occurredAt: at,
    userId: `user_${index}`,
  }))
  const compressed = gzipSync(lines(...events))
  expect((await importText('jsonl', compressed)).first).toMatchObject({ rows: 300, added: 300 })
  await expect(importText('jsonl', compressed.subarray(0, -20))).rejects.toThrow('unexpected end of file')
})

test('a table has our events by its columns; what a spreadsheet needs is taken off', async () => {
  const { first, second, events } = await importText(
    'csv',
    `\ufefftype,id,occurredAt,userId,aiEnhanced,tempoBpm,prompt,instruments,params,action,element,value
generation,${ID},${at},ana,true,127.5,"'=SUM(1)\n""dos""","[""synth""]","{""seed"":7}",,,
interaction,,${at},ana,,,,,,click,A,""
generation,,${at},ana,maybe,fast,,synth,,,,
generation,,${at}
`,
  )
  expect(events).toEqual([
    {
      ...{
        type: 'generation',
        id: ID,
        occurredAt: at,
        userId: 'ana',
        outcome: 'succeeded',
        aiEnhanced: true,
        tempoBpm: 127.5,
      },
      ...{ prompt: '=SUM(1)\n"dos"', instruments: ['synth'], params: { seed: 7 } },
    },
    {
      type: 'interaction',
      id: expect.any(String),
      occurredAt: at,
      userId: 'ana',
      action: 'click',
      element: 'A',
      value: '',
    },
  ])
  expect(first.refusals).toMatchObject([
    {
      place: 'line 5',
      problem: 'tempoBpm must be a number; instruments must be a list; aiEnhanced must be true or false',
    },
    { place: 'line 6', problem: expect.stringContaining('Invalid Record Length') },
  ])
  expect(second).toMatchObject({ added: 0, known: 2, refused: 2 })
})

test('an Umami export becomes page views and interactions of visits', async () => {
  const { first, second, events } = await importText(
    'umami',
    `website_id,session_id,visit_id,event_id,hostname,url_path,url_query,referrer_domain,page_title,event_type,event_name,tag,distinct_id,created_at
w,${ID},${VISIT},${ID.replace(/1$/, '2')},music.example,/studio?x=1,,search.example,Studio,1,,,,2026-11-20 10:00:00
w,${ID},${VISIT},${ID.replace(/1$/, '3')},music.example,/studio,,,,2,'-copy,,ana,2026-11-20 10:00:01
w,${ID},${VISIT},${ID.replace(/1$/, '4')},music.example,/studio,,,,5,,,,2026-11-20 10:00:02
w,${ID},${VISIT},${ID.replace(/1$/, '5')},music.example,/studio,,,,1,,,,soon
`,
  )
  expect(events).toEqual([
    {
      ...{ type: 'interaction', id: ID.replace(/1$/, '2'), occurredAt: at, userId: `umami:${ID}`, sessionId: VISIT },
      ...{ page: '/studio', action: 'page_view', element: 'page', value: '/studio' },
      metadata: { hostname: 'music.example', title: 'Studio', referrer: 'search.example' },
    },
    {
      ...{ type: 'interaction', id: ID.replace(/1$/, '3'), occurredAt: '2026-11-20T10:00:01.000Z', userId: 'ana' },
      ...{
        sessionId: VISIT,
        page: '/studio',
        action: '-copy',
        element: 'event',
        metadata: { hostname: 'music.example' },
      },
    },
  ])
  expect(first).toMatchObject({ rows: 4, added: 2, skipped: 1, refused: 1 })
  expect(second).toMatchObject({ added: 0, known: 2 })
  await expect(importText('umami', 'website_id,session_id\n1,2\n')).rejects.toThrow('no column event_id, url_path')
})

test('a PostHog export becomes what people did: views, clicks, errors and the events of the site', async () => {
  const base = { distinct_id: 'ana', timestamp: '2026-11-20T10:00:00+00:00' }
  const properties = { $session_id: VISIT, $current_url: 'https://music.example/studio?x=1#y', $lib: 'web' }
  const chain = 'button.btn.primary:attr__class="btn primary"attr__id="go"nth-child="1";div.card:nth-child="2"'
  const { first, second, events } = await importText(
    'posthog',
    lines(
      { ...base, uuid: ID.replace(/1$/, '2'), event: '$pageview', properties },
      {
        ...base,
        uuid: ID.replace(/1$/, '3'),
        event: '$autocapture',
        properties: { $event_type: 'click' },
        elements_chain: chain,
      },
      { ...base, uuid: ID.replace(/1$/, '4'), event: '$exception', properties: { $exception_values: ['boom'] } },
      {
        ...base,
        uuid: ID.replace(/1$/, '5'),
        event: 'track saved',
        properties: JSON.stringify({ ...properties, stars: 5 }),
      },
      { ...base, uuid: ID.replace(/1$/, '6'), event: '$pageleave', properties },
      { ...base, uuid: ID.replace(/1$/, '7'), properties },
    ),
  )
  const known = { type: 'interaction', occurredAt: at, userId: 'ana' }
  expect(events).toEqual([
    {
      ...{ ...known, id: ID.replace(/1$/, '2'), sessionId: VISIT, page: '/studio' },
      ...{ action: 'page_view', element: 'page', value: '/studio' },
    },
    { ...known, id: ID.replace(/1$/, '3'), action: 'click', element: 'BUTTON#go.btn.primary' },
    { ...known, id: ID.replace(/1$/, '4'), action: 'error', element: 'window', value: 'boom' },
    {
      ...{ ...known, id: ID.replace(/1$/, '5'), sessionId: VISIT, page: '/studio' },
      ...{ action: 'track saved', element: 'event', metadata: { stars: 5 } },
    },
  ])
  expect(first).toMatchObject({ rows: 6, added: 4, skipped: 1, refusals: [{ place: 'line 6' }] })
  expect(second).toMatchObject({ added: 0, known: 4 })
})

test('the daily sums of a Plausible export are the same sums here', async () => {
  const visitors = await importText(
    'plausible',
    `"date","visitors","pageviews","bounces","visits","visit_duration"
"2026-11-20",3,9,1,4,1001
"2026-11-21","many",9,1,4,1000
`,
  )
  const { sessions } = await visitors.store.summary(1, { range: { days: 30 } })
  expect(sessions).toMatchObject({ total: 4, uniqueUsers: 3, averageDurationSeconds: 1001 / 4 })
  expect(visitors.events.map(({ occurredAt }) => occurredAt).slice(0, 4)).toEqual(
    Array(4).fill('2026-11-20T11:00:00.000Z'),
  )
  expect(visitors.first.refusals).toMatchObject([{ place: 'line 3' }])
  expect(visitors.second).toMatchObject({ added: 0, known: 8 })

  const pages = await importText(
    'plausible',
    '"date","hostname","page","visits","visitors","pageviews"\n"2026-11-20","music.example","/studio",2,2,3\n',
  )
  expect(pages.events.map(({ userId }) => userId)).toEqual(
    ['1', '2', '1'].map((place) => `plausible:2026-11-20:${place}`),
  )
  expect(pages.events[0]).toMatchObject({
    action: 'page_view',
    value: '/studio',
    metadata: { hostname: 'music.example' },
  })

  const goals = await importText(
    'plausible',
    '"date","name","link_url","path","visitors","events"\n"2026-11-20","Signup","","",3,3\n',
  )
  expect(goals.events).toMatchObject(Array(3).fill({ action: 'Signup', element: 'event' }))
  await expect(
    importText(
      'plausible',
      '"date","browser","visitors","visits","visit_duration","bounces","pageviews"\n"2026-11-20","x",1,1,1,1,1\n',
    ),
  ).rejects.toThrow('imported_visitors, imported_pages and imported_custom_events')
})
