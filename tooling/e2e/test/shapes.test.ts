import { expect, test } from 'vitest'
import { countGenerations, recentEvents, restNumbers } from '../src/answers.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

const analysis = { tempo: 127.5, scale: 'A minor', instruments: ['lead', 'bass'], mood: 'dark' }
const flat = {
  prompt: 'una canción épica de synthwave',
  style: 'synthwave',
  duration: 120.5,
  analysis,
  aiAnalysis: { confidence: 0.9 },
  generation_time: 15.25,
}
const nested = {
  track: { prompt: 'lluvia', style: 'lo-fi', duration: 60.25, analysis, generation_time: 3.125, id: 'track-7' },
  audioUrl: 'blob:anything',
  duration: 60.25,
  style: 'lo-fi',
  prompt: 'lluvia',
}
const unknown = { prompt: 'N/A', style: 'N/A', duration: 30 }
const failed = { ...flat, duration: undefined, aiAnalysis: undefined, generation_time: 8, success: false }
const failedWithError = { track: { prompt: 'lluvia', style: 'lo-fi', id: 'track-8' }, error: 'No free worker' }

test('both shapes of realMusicGenerated, failed and unknown ones, end up in the answers with their fields', async () => {
  const server = await startServer()
  const origin = await startSite({ '/': { type: 'text/html', body: pageWithWidget(server.origin) } })
  const { page, complaints } = await visit(browser(), origin)
  await page.evaluate(
    (details) => {
      for (const detail of details) document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
    },
    [flat, nested, unknown, failed, failedWithError],
  )
  await eventually(() => countGenerations(server)).toBe(5)

  const today = new Date().toISOString().slice(0, 10)
  expect(await restNumbers(server)).toEqual({
    music_metrics: {
      total_generations: 5,
      successful_generations: 3,
      failed_generations: 2,
      avg_duration: 70.25,
      avg_generation_time: 8.792,
      ai_usage_count: 1,
    },
    session_metrics: { total_sessions: 1, unique_users: 1, avg_session_duration: expect.any(Number) },
    popular_styles: [
      { style: 'lo-fi', count: 1 },
      { style: 'synthwave', count: 1 },
    ],
    popular_prompts: [
      { prompt: 'lluvia', count: 1 },
      { prompt: 'una canción épica de synthwave', count: 1 },
    ],
    ai_usage_by_day: expect.arrayContaining([{ date: today, count: 1 }]),
  })

  const generations = (await recentEvents(server)).filter(({ type }) => type === 'generation').reverse()
  expect(generations.map(({ outcome, style, prompt }) => ({ outcome, style, prompt }))).toEqual([
    { outcome: 'succeeded', style: 'synthwave', prompt: 'una canción épica de synthwave' },
    { outcome: 'succeeded', style: 'lo-fi', prompt: 'lluvia' },
    { outcome: 'succeeded', style: undefined, prompt: undefined },
    { outcome: 'failed', style: 'synthwave', prompt: 'una canción épica de synthwave' },
    { outcome: 'failed', style: 'lo-fi', prompt: 'lluvia' },
  ])
  expect(complaints).toEqual([])
})
