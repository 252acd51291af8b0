import { expect, test } from 'vitest'
import { accessibilityFindings } from '../src/accessibility.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

const HOUR_MS = 3_600_000

test('each view of the full page answers out of what was stored, and a filter narrows it', async () => {
  const server = await startServer()
  const sentAt = new Date().toISOString()
  const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * HOUR_MS).toISOString()
  const made = (style: string, hoursAgo: number, fields: object) => ({
    id: crypto.randomUUID(),
    type: 'generation',
    occurredAt: at(hoursAgo),
    userId: `user_${style}`,
    style,
    durationSeconds: 60,
    ...fields,
  })
  const visited = (userId: string, hoursAgo: number) => ({
    id: crypto.randomUUID(),
    type: 'session.start',
    occurredAt: at(hoursAgo),
    userId,
    sessionId: crypto.randomUUID(),
  })
  const answer = await fetch(`${server.origin}/trpc/track.batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      sentAt,
      events: [
        made('ambient', 50, { generationSeconds: 10 }),
        made('ambient', 26, { generationSeconds: 10 }),
        made('techno', 26, { generationSeconds: 40 }),
        made('techno', 2, { generationSeconds: 40, outcome: 'failed', errorMessage: 'No free worker' }),
        made('techno', 2, { generationSeconds: 7, outcome: 'abandoned' }),
        visited('ana', 50),
        visited('ana', 26),
      ],
    }),
  })
  expect(answer.status).toBe(200)

  const { page, complaints } = await visit(browser(), `${server.origin}/?view=music&lang=en`)
  const panel = (name: string) => page.getByRole('region', { name, exact: true })
  const rowOf = async (name: string, value: string) =>
    (await panel(name).getByRole('row').filter({ hasText: value }).locator('td').allTextContents()).join(' ')
  await eventually(() => rowOf('What is made', 'ambient')).toBe('2 0 50% 100% 0% 10s')
  expect(await rowOf('What is made', 'techno')).toBe('2 0 50% 50% 0% 40s')
  expect(await accessibilityFindings(page)).toEqual([])

  await page.keyboard.press('3')
  await eventually(() => rowOf('What fails', 'No free worker')).toBe('1 0 25% 0% – 40s')
  await eventually(() => panel('Patience').textContent()).toContain('1 of 5 gave up.')
  await eventually(() => panel('How long it took').textContent()).toContain('p50')

  await page.keyboard.press('4')
  await eventually(() => panel('Who comes back').textContent()).toContain('100%')
  await eventually(() =>
    panel('Hours of the week')
      .getByTitle(/: 1 \(before/)
      .count(),
  ).toBeGreaterThan(0)

  await page.keyboard.press('5')
  await eventually(() => panel('Availability').textContent()).toContain('%')

  await page.keyboard.press('2')
  await panel('What is made').getByRole('button', { name: 'techno' }).click()
  await eventually(() => panel('What is made').getByRole('button', { name: 'ambient' }).count()).toBe(0)
  expect(complaints).toEqual([])
})
