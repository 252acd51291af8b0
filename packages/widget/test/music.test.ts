import { LIMITS } from '@son1k/contract'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { type HostSite, startHostSite } from './host-site.js'

const browser = useChromium()

const track = {
  prompt: 'una canción épica de synthwave',
  style: 'synthwave',
  duration: 120.5,
  analysis: { tempo: 127.5, scale: 'A minor', instruments: ['lead', 'bass'], mood: 'dark' },
  aiAnalysis: { confidence: 0.9 },
  generation_time: 15.2,
}
const known = {
  type: 'generation',
  outcome: 'succeeded',
  prompt: 'una canción épica de synthwave',
  style: 'synthwave',
  durationSeconds: 120.5,
  tempoBpm: 127.5,
  scale: 'A minor',
  mood: 'dark',
  instruments: ['lead', 'bass'],
  aiEnhanced: true,
  generationSeconds: 15.2,
}

/** Dispatches the event as the music app does, and answers what was stored of it. */
async function generate(site: HostSite, ...details: unknown[]) {
  const page = await site.open()
  await page.evaluate((given) => {
    for (const detail of given) document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
  }, details)
  const generations = () => site.analytics.events().filter(({ type }) => type === 'generation')
  await expect.poll(() => generations().length + site.analytics.rejected.length).toBe(details.length)
  expect(site.analytics.rejected).toEqual([])
  return generations()
}

test('a track is read when its fields are in the detail itself', async () => {
  const site = await startHostSite(browser())
  expect(await generate(site, track)).toMatchObject([known])
})

test('a track is read when its fields are under `track`, with the id of the app', async () => {
  const site = await startHostSite(browser())
  const { prompt, style, duration } = track
  const detail = { track: { ...track, id: 'track-7' }, audioUrl: 'blob:x', prompt, style, duration }
  expect(await generate(site, detail)).toMatchObject([{ ...known, generationId: 'track-7' }])
})

test('what `track` does not know is read from around it', async () => {
  const site = await startHostSite(browser())
  const detail = {
    track: { id: 7, prompt: '', style: 'N/A' },
    style: 'techno',
    prompt: 'go',
    analysis: { tempo: '98' },
  }
  expect(await generate(site, detail)).toMatchObject([
    { generationId: '7', style: 'techno', prompt: 'go', tempoBpm: 98, aiEnhanced: false },
  ])
})

test('success: false or an error is a failed generation, with its message', async () => {
  const site = await startHostSite(browser())
  const generations = await generate(
    site,
    { ...track, success: false },
    { ...track, error: 'out of memory' },
    { track: { ...track, error: { message: 'model is busy' } } },
    { ...track, success: true, error: null },
  )
  expect(generations.map((event) => 'outcome' in event && [event.outcome, event.errorMessage])).toEqual([
    ['failed', undefined],
    ['failed', 'out of memory'],
    ['failed', 'model is busy'],
    ['succeeded', undefined],
  ])
})

test('numbers written as text are numbers, and junk is left out', async () => {
  const site = await startHostSite(browser())
  const [texts, junk, nothing] = await generate(
    site,
    { duration: '120.5', generation_time: ' 3 ', analysis: { tempo: '90' } },
    {
      prompt: 5,
      style: {},
      duration: -1,
      generation_time: 'soon',
      analysis: { tempo: 0, scale: null, instruments: 'piano', mood: [] },
    },
    null,
  )
  expect(texts).toMatchObject({ durationSeconds: 120.5, generationSeconds: 3, tempoBpm: 90 })
  for (const event of [junk, nothing]) {
    expect(event).not.toHaveProperty('prompt')
    expect(event).not.toHaveProperty('style')
    expect(event).not.toHaveProperty('durationSeconds')
    expect(event).not.toHaveProperty('generationSeconds')
    expect(event).not.toHaveProperty('tempoBpm')
    expect(event).not.toHaveProperty('instruments')
  }
})

test('whatever the page says is cut until the server takes it', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  const generations = () => site.analytics.events().filter(({ type }) => type === 'generation')
  await page.evaluate(() => {
    // Control characters take 6 bytes in JSON, the last is half a character.
    for (const text of ['x', '作曲', '🎹', '\u0001', '\u0000', '\ud83c']) {
      const long = text.repeat(4_100)
      const analysis = { tempo: 1e9, scale: long, mood: long, instruments: Array(40).fill(text.repeat(210)) }
      const track = { id: long, prompt: long, style: long, error: long, duration: 1e9, analysis }
      document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { track } }))
    }
  })
  await expect.poll(() => generations().length).toBe(6)
  expect(await page.evaluate(() => window.son1k?.status().drops)).toEqual({})
  expect(generations()[0]).toMatchObject({
    generationId: 'x'.repeat(LIMITS.generationIdLength),
    prompt: 'x'.repeat(LIMITS.promptLength),
    style: 'x'.repeat(LIMITS.labelLength),
    errorMessage: 'x'.repeat(LIMITS.messageLength),
    instruments: Array(LIMITS.instruments).fill('x'.repeat(LIMITS.labelLength)),
  })
})

test('metadata that is too big or too deep is left out and does not cost the event', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await page.evaluate(() => {
    const deep = { a: { b: { c: { d: { e: { f: {} } } } } } }
    const base = { type: 'interaction', action: 'save', element: 'x' } as const
    window.son1k?.track({ ...base, value: 'big', metadata: { long: 'x'.repeat(9_000) } })
    window.son1k?.track({ ...base, value: 'deep', metadata: deep })
  })
  const saved = () => site.analytics.events().filter((event) => 'action' in event && event.action === 'save')
  await expect.poll(saved).toHaveLength(2)
  for (const event of saved()) expect(event).not.toHaveProperty('metadata')
})
