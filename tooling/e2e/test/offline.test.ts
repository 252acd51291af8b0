import { expect, test } from 'vitest'
import { countEvents, countGenerations, countPrompts, restNumbers } from '../src/answers.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { queueLength, studioOn } from '../src/studio.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

test('what happens without a network waits, survives a reload, and is delivered once', async () => {
  const server = await startServer()
  const { page, complaints } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await eventually(() => queueLength(page)).toBe(0)

  await studio.setNetworkCut(true)
  await studio.generate({ prompt: 'first alone', style: 'lo-fi' })
  await studio.generate({ prompt: 'second alone', style: 'lo-fi' })
  expect(await queueLength(page)).toBeGreaterThanOrEqual(2)
  const waiting = await queueLength(page)
  expect(await countGenerations(server)).toBe(0)

  await page.reload()
  expect(await studio.isNetworkCut()).toBe(true)
  await eventually(() => queueLength(page)).toBeGreaterThanOrEqual(waiting)
  expect(await countGenerations(server)).toBe(0)

  await studio.setNetworkCut(false)
  await eventually(() => queueLength(page)).toBe(0)
  const once = { 'first alone': 1, 'second alone': 1 }
  expect(await countPrompts(server)).toEqual(once)
  expect(await restNumbers(server)).toMatchObject({
    music_metrics: { total_generations: 2, failed_generations: 0 },
    session_metrics: { total_sessions: 1, unique_users: 1 },
  })

  const stored = await countEvents(server)
  await page.reload()
  await eventually(() => countEvents(server)).toBeGreaterThan(stored)
  await eventually(() => queueLength(page)).toBe(0)
  expect(await countPrompts(server)).toEqual(once)
  expect(complaints).toEqual([])
})

test('a page that is closed while the network is cut delivers at the next visit', async () => {
  const server = await startServer()
  const { page, context } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.setNetworkCut(true)
  await studio.generate({ prompt: 'left behind', style: 'ambient' })
  await page.close()
  expect(await countGenerations(server)).toBe(0)

  const later = await context.newPage()
  await later.goto(`${server.origin}/demo/?lang=en`)
  await eventually(() => countPrompts(server)).toEqual({ 'left behind': 1 })
  await eventually(() => queueLength(later)).toBe(0)
  expect(await countGenerations(server)).toBe(1)
})
