import { expect, test } from 'vitest'
import { countGenerations, restNumbers } from '../src/answers.js'
import { overlayOn, readDashboard } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { studioOn } from '../src/studio.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

test('three tracks made in the demo are the numbers of the dashboard, and a fourth, of another visitor, moves them', async () => {
  const server = await startServer()
  const first = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(first.page)
  await studio.generate({ prompt: 'neon rain', style: 'synthwave' })
  await studio.generate({ prompt: 'neon rain', style: 'synthwave', aiEnhanced: false })
  await studio.generate({ prompt: 'old vinyl', style: 'lo-fi' })

  await first.page.keyboard.press('Control+Shift+A')
  await eventually(() => overlayOn(first.page).isVisible()).toBe(true)
  await eventually(() => readDashboard(first.page)).toEqual({
    generations: '3',
    successRate: '100%',
    failed: '0',
    aiShare: '66.7%',
    sessions: '1',
    users: '1',
    styles: ['synthwave 2', 'lo-fi 1'],
    prompts: ['neon rain 2', 'old vinyl 1'],
  })

  const second = await visit(browser(), `${server.origin}/demo/?lang=en`)
  await studioOn(second.page).generate({ prompt: 'old vinyl', style: 'lo-fi' })
  await eventually(() => readDashboard(first.page)).toEqual({
    generations: '4',
    successRate: '100%',
    failed: '0',
    aiShare: '75%',
    sessions: '2',
    users: '2',
    styles: ['lo-fi 2', 'synthwave 2'],
    prompts: ['neon rain 2', 'old vinyl 2'],
  })
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

test('failures made by the switch are counted as failures, of no style', async () => {
  const server = await startServer()
  const { page, complaints } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.generate({ prompt: 'neon rain', style: 'techno' })
  await studio.setFailing(true)
  await studio.generate({ prompt: 'neon rain', style: 'techno' })
  await studio.generate({ prompt: 'neon rain', style: 'techno' })
  await eventually(() => countGenerations(server)).toBe(3)
  expect(await restNumbers(server)).toMatchObject({
    music_metrics: { successful_generations: 1, failed_generations: 2, ai_usage_count: 3 },
    popular_styles: [{ style: 'techno', count: 1 }],
  })
  expect(complaints).toEqual([])
})

test('tracks take with them how long they are and how long they took, in either shape', async () => {
  const server = await startServer()
  const { page } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const details: {
    track?: { duration: number; generation_time: number }
    duration: number
    generation_time: number
  }[] = []
  await page.exposeFunction('keep', (detail: (typeof details)[number]) => details.push(detail))
  await page.evaluate(() => {
    const { keep } = window as unknown as { keep(detail: unknown): void }
    document.addEventListener('realMusicGenerated', (event) => keep((event as CustomEvent).detail))
  })
  const studio = studioOn(page)
  await studio.generate({ prompt: 'one', style: 'chiptune' })
  await studio.generate({ prompt: 'two', style: 'ambient' })
  await eventually(() => countGenerations(server)).toBe(2)

  expect(details.map(({ track }) => track !== undefined)).toEqual([false, true])
  const tracks = details.map((detail) => detail.track ?? detail)
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const { music_metrics } = await restNumbers(server)
  expect(music_metrics.avg_duration).toBeCloseTo(mean(tracks.map(({ duration }) => duration)), 2)
  expect(music_metrics.avg_generation_time).toBeCloseTo(mean(tracks.map((track) => track.generation_time)), 2)
})
