import { expect, test } from 'vitest'
import { accessibilityFindings } from '../src/accessibility.js'
import { readDashboard } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer, type TestServer } from '../src/start-server.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

/** Sends a generation as programs do that speak REST. */
async function postGeneration({ origin }: TestServer, fields: Record<string, unknown>) {
  const answer = await fetch(`${origin}/api/track/generation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: 'user_rest', ...fields }),
  })
  expect(answer.status).toBe(200)
}

async function startServerWithTracks() {
  const server = await startServer()
  await postGeneration(server, { prompt: 'mar', style: 'ambient', duration: 30, generation_time: 2, ai_enhanced: true })
  await postGeneration(server, { prompt: 'mar', style: 'bossa nova', duration: 30, generation_time: 2 })
  await postGeneration(server, { prompt: 'sol', style: 'ambient', success: false, error_message: 'No free worker' })
  return server
}

test.each([
  { locale: 'en-US', language: 'en', heading: 'Generations', successRate: '66.7%', aiShare: '33.3%' },
  { locale: 'es-ES', language: 'es', heading: 'Generaciones', successRate: '66,7 %', aiShare: '33,3 %' },
])('the full page shows the numbers in the language of a browser set to $locale', async (expected) => {
  const server = await startServerWithTracks()
  const { page, complaints } = await visit(browser(), server.origin, { locale: expected.locale })
  await eventually(() => readDashboard(page)).toMatchObject({
    generations: '3',
    successRate: expected.successRate,
    failed: '1',
    aiShare: expected.aiShare,
    styles: ['ambient 1', 'bossa nova 1'],
    prompts: ['mar 2'],
  })
  expect(await page.getByRole('heading', { name: expected.heading }).count()).toBe(1)
  expect(await page.getAttribute('html', 'lang')).toBe(expected.language)
  expect(await accessibilityFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('the full page moves with what is tracked while it is open', async () => {
  const server = await startServerWithTracks()
  const { page } = await visit(browser(), server.origin)
  await eventually(() => readDashboard(page)).toMatchObject({ generations: '3' })
  await postGeneration(server, { prompt: 'sol', style: 'ambient' })
  await eventually(() => readDashboard(page)).toMatchObject({ generations: '4', prompts: ['mar 2', 'sol 1'] })
})

test('the full page of a server that knows nothing yet says how to begin', async () => {
  const server = await startServer()
  const { page, complaints } = await visit(browser(), server.origin)
  await eventually(() =>
    page.getByText(`<script src="${server.origin}/widget.js" defer></script>`).count(),
  ).toBeGreaterThan(0)
  expect(await accessibilityFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})
