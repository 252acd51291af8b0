import { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'
import { axeComplaints } from './axe-complaints.js'
import { useChromium } from './chromium.js'
import { makeSnapshot, makeSummary } from './dashboard-data.js'
import { connectionText, definition, openPage, panel, serveHostPage, textOf } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'

const browser = useChromium()

test('without a stream the numbers are asked for again and again, and the stream is taken once it can be had', async () => {
  await using server = await startScriptedServer({ stream: 'blocked' })
  const { page } = await openPage(browser(), server.url)

  await expect.poll(() => connectionText(page)).toContain('Every 5 seconds')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await expect.poll(() => definition(page, 'System', 'Active sessions')).toBe('3')
  await expect.poll(() => textOf(panel(page, 'Live feed'))).toContain('needs the live stream')

  server.script.summary = () => makeSummary({ generations: { total: 160 } })
  await expect.poll(() => definition(page, 'Generations', 'tracks'), { timeout: 10_000 }).toContain('160')

  server.script.stream = 'open'
  await expect.poll(() => connectionText(page), { timeout: 15_000 }).toContain('Live')
})

test('a stream that breaks off is opened again, and nothing that changed meanwhile is missed', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => connectionText(page)).toContain('Live')

  server.script.summary = () => makeSummary({ generations: { total: 170 } })
  server.breakStreams()

  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('170')
  await expect.poll(() => connectionText(page), { timeout: 10_000 }).toContain('Live')
})

test('a stream that falls silent counts as dead, and is opened again', async () => {
  await using server = await startScriptedServer({ silenceMs: 200 })
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => connectionText(page)).toContain('Every 5 seconds')
  await expect.poll(() => server.asked('analytics.live')).toBeGreaterThan(1)
})

test('while the server is away the last numbers stay and are marked; when it is back, so is the dashboard', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await expect.poll(() => connectionText(page)).toContain('Live')

  server.script.isDown = true
  server.breakStreams()
  await expect.poll(() => connectionText(page)).toContain('Server unreachable')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await expect.poll(() => definition(page, 'System', 'Server')).toContain('no answer')
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('The server does not answer. Trying again by itself.')

  server.script.isDown = false
  server.script.summary = () => makeSummary({ generations: { total: 180 } })
  await expect.poll(() => definition(page, 'Generations', 'tracks'), { timeout: 20_000 }).toContain('180')
  await expect.poll(() => connectionText(page), { timeout: 10_000 }).toContain('Live')
  await expect.poll(() => textOf(page.getByRole('status'))).toBe('The server answers again.')
})

test('a server that answers with errors leaves the last numbers, marked as out of date', async () => {
  await using server = await startScriptedServer({ stream: 'blocked' })
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')

  server.script.summary = () => {
    throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'The database is away' })
  }
  await expect.poll(() => connectionText(page), { timeout: 10_000 }).toContain('Out of date')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
})

test('a stream that is open does not hide that the numbers can’t be had', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  server.script.summary = () => {
    throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'The database is away' })
  }
  server.push()
  await expect.poll(() => connectionText(page)).toContain('Out of date')
  server.script.summary = () => makeSummary({ generations: { total: 165 } })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('165')
  await expect.poll(() => connectionText(page)).toContain('Live')
})

test('many changes in a row ask for the summary at most once a second', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url, { hasClock: true })
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await expect.poll(() => connectionText(page)).toContain('Live')
  await page.clock.pauseAt(Date.now() + 60_000)
  const before = server.asked('analytics.summary')

  for (let sessions = 1; sessions <= 20; sessions++) {
    server.script.snapshot = makeSnapshot({ activeSessions: 100 + sessions })
    server.push()
    await expect.poll(() => definition(page, 'System', 'Active sessions')).toBe(String(100 + sessions))
  }
  expect(server.asked('analytics.summary') - before).toBeLessThanOrEqual(1)

  server.script.summary = () => makeSummary({ generations: { total: 155 } })
  await page.clock.runFor(1_000)
  await expect
    .poll(async () => {
      // Panels wait for frames, which this clock holds as well.
      await page.clock.runFor(20)
      return definition(page, 'Generations', 'tracks')
    })
    .toContain('155')
})

test('a server that wants a token gets it in a header, after a wrong one too; then the numbers are there', async () => {
  await using server = await startScriptedServer({ token: 'right-token' })
  const { page } = await openPage(browser(), server.url)
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))

  const field = page.getByLabel('Read token', { exact: true })
  await expect.poll(() => textOf(page.locator('form'))).toContain('The server says: Give a read token')
  await field.fill('wrong-token')
  await field.press('Enter')
  await expect.poll(() => textOf(page.getByRole('alert'))).toContain('The server refused this token.')

  await field.fill('right-token')
  await page.getByRole('button', { name: 'Show the dashboard' }).click()
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await expect.poll(() => connectionText(page)).toContain('Live')
  expect(await page.locator('h1:focus').count()).toBe(1)
  expect(addresses.filter((address) => address.includes('token'))).toEqual([])
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))).not.toContain(
    'right',
  )
})

test('who signs in on the full page stays so over a reload, chooses an app, and signs out', async () => {
  const apps = [
    { slug: 'default', name: 'Music' },
    { slug: 'studio', name: 'Studio' },
  ]
  await using server = await startScriptedServer({ token: 'right-token', apps })
  const { page } = await openPage(browser(), server.url)
  await page.getByLabel('Read token', { exact: true }).fill('right-token')
  await page.getByRole('button', { name: 'Show the dashboard' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.reload()
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  expect(server.script.lastApp).toBeUndefined()

  server.script.summary = () => makeSummary({ generations: { total: 155 } })
  await page.getByLabel('App', { exact: true }).selectOption('Studio')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('155')
  expect(server.script.lastApp).toBe('studio')
  expect(page.url()).toContain('app=studio')
  await page.reload()
  await expect.poll(() => server.script.lastApp).toBe('studio')
  await expect.poll(() => page.getByLabel('App', { exact: true }).inputValue()).toBe('studio')
  expect(await axeComplaints(page)).toEqual([])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Read token', { exact: true }).waitFor()
  await page.reload()
  await page.getByLabel('Read token', { exact: true }).waitFor()
})

test('a hidden overlay asks nothing of the server, and goes on when it is shown again', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), serveHostPage(server), { hasClock: true })
  expect(server.asked('analytics.summary')).toBe(0)

  await page.evaluate(() => window.overlay.show())
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await page.evaluate(() => window.overlay.hide())
  await expect.poll(() => server.streams()).toBe(0)
  const asked = () => ['analytics.summary', 'analytics.live', 'system.status', 'system.health'].map(server.asked)
  const before = asked()
  await page.clock.runFor(120_000)
  expect(asked()).toEqual(before)

  server.script.summary = () => makeSummary({ generations: { total: 190 } })
  await page.evaluate(() => window.overlay.show())
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('190')
})
