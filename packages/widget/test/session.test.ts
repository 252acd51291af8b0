import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { startHostSite } from './host-site.js'

const browser = useChromium()
const typesOf = (events: { type: string }[]) => events.map(({ type }) => type)

test('a visit starts a session and tells the page, numbered, without query and hash', async () => {
  const site = await startHostSite(browser())
  await site.open('/studio/new?token=secret#part')

  await expect.poll(site.analytics.events).toHaveLength(2)
  const [start, view] = site.analytics.events()
  expect(start).toMatchObject({
    type: 'session.start',
    seq: 0,
    page: '/studio/new',
    context: { language: 'en-US', timeZone: expect.any(String), screen: expect.stringMatching(/^\d+x\d+$/) },
  })
  expect(view).toMatchObject({
    type: 'interaction',
    action: 'page_view',
    element: 'page',
    value: '/studio/new',
    page: '/studio/new',
    seq: 1,
    sessionId: start?.sessionId,
    userId: start?.userId,
  })
  expect(JSON.stringify(site.analytics.deliveries)).not.toContain('secret')
})

test.each([
  ['by a light way where the browser has one', `Intl.DateTimeFormat = () => { throw new Error('It costs 20 ms.') }`],
  ['by Intl elsewhere', 'delete window.Temporal'],
])('the time zone is told %s', async (_name, script) => {
  const site = await startHostSite(browser(), { head: `<script>${script}</script>` })
  await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  expect(site.analytics.events()[0]).toMatchObject({ type: 'session.start', context: { timeZone } })
})

test('event ids are UUIDs of version 7, ordered by time', async () => {
  const site = await startHostSite(browser())
  await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)
  for (const { id, occurredAt } of site.analytics.events()) {
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    const idMs = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
    expect(Math.abs(idMs - Date.parse(occurredAt))).toBeLessThan(1_000)
  }
})

test('a reload and a second tab go on with the session; the numbers go on in their tab', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await page.reload()
  await site.open('/second')

  await expect.poll(() => typesOf(site.analytics.events())).toHaveLength(4)
  const events = site.analytics.events()
  expect(typesOf(events).filter((type) => type === 'session.start')).toHaveLength(1)
  expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1)
  const numbersAt = (path: string) =>
    events
      .filter(({ page }) => page === path)
      .map(({ seq }) => seq)
      .sort()
  expect(numbersAt('/')).toEqual([0, 1, 2])
  expect(numbersAt('/second')).toEqual([0])
})

test('after 30 idle minutes the next event belongs to a new session', async () => {
  const site = await startHostSite(browser(), { body: '<button id="go">go</button>' })
  await site.context.clock.install()
  const page = await site.open()
  await page.clock.fastForward('29:00')
  await page.click('#go')
  await page.clock.fastForward('31:00')
  await page.click('#go')

  await page.clock.runFor(5_000)
  await expect.poll(site.analytics.events).toHaveLength(5)
  const [first, view, click, second, late] = site.analytics.events()
  expect(typesOf(site.analytics.events())).toEqual([
    'session.start',
    'interaction',
    'interaction',
    'session.start',
    'interaction',
  ])
  expect([view?.sessionId, click?.sessionId]).toEqual([first?.sessionId, first?.sessionId])
  expect(late?.sessionId).toBe(second?.sessionId)
  expect(second?.sessionId).not.toBe(first?.sessionId)
  expect([second?.seq, late?.seq]).toEqual([0, 1])
})

test('midnight ends no session', async () => {
  const site = await startHostSite(browser(), { body: '<b>x</b>' })
  await site.context.clock.install({ time: new Date(2026, 10, 23, 23, 50) })
  const page = await site.open()
  await page.clock.fastForward('20:00')
  await page.click('b')
  await page.clock.runFor(5_000)
  await expect.poll(() => typesOf(site.analytics.events())).toEqual(['session.start', 'interaction', 'interaction'])
  expect(new Set(site.analytics.events().map(({ sessionId }) => sessionId)).size).toBe(1)
})

test('data-session-minutes makes sessions shorter or longer', async () => {
  const site = await startHostSite(browser(), { body: '<b>x</b>', attributes: 'data-session-minutes="5"' })
  await site.context.clock.install()
  const page = await site.open()
  await page.clock.fastForward('04:00')
  await page.click('b')
  await page.clock.fastForward('06:00')
  await page.click('b')
  await page.clock.runFor(5_000)
  await expect
    .poll(() => site.analytics.events().map((event) => ('action' in event ? event.action : event.type)))
    .toEqual(['session.start', 'page_view', 'click', 'session.start', 'click'])
})

test('a new user gets an id of the known form, which stays', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  const userId = await page.evaluate(() => localStorage.getItem('son1k_user_id'))
  expect(userId).toMatch(/^user_\d{13}_[a-z\d]{9}$/)
  await page.reload()
  await expect.poll(site.analytics.events).toHaveLength(3)
  expect(new Set(site.analytics.events().map((event) => event.userId))).toEqual(new Set([userId]))
})

test('an id that is there is kept, whatever its form', async () => {
  const site = await startHostSite(browser(), {
    head: `<script>localStorage.setItem('son1k_user_id', 'user_1758837617401_k3x9')</script>`,
  })
  await site.open()
  await expect.poll(site.analytics.events).toHaveLength(2)
  expect(site.analytics.events().map(({ userId }) => userId)).toEqual(Array(2).fill('user_1758837617401_k3x9'))
})

test('data-user-id decides, and identify changes the user of later events, also after a reload', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-user-id="ana"' })
  await site.open()
  await expect.poll(() => site.analytics.events().map(({ userId }) => userId)).toEqual(['ana', 'ana'])

  const other = await startHostSite(browser())
  const page = await other.open()
  await page.evaluate(() => window.son1k?.identify('bob'))
  await page.reload()
  await expect.poll(other.analytics.events).toHaveLength(3)
  expect(other.analytics.events()[2]?.userId).toBe('bob')
})
