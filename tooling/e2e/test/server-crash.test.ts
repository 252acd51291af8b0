import { expect, test } from 'vitest'
import { countGenerations, countPrompts, restNumbers } from '../src/answers.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { deliverNow, queueLength, studioOn } from '../src/studio.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

test('a server that dies and comes back during a visit has everything, once', async () => {
  const server = await startServer()
  const { page } = await visit(browser(), `${server.origin}/demo/?lang=en`)
  const studio = studioOn(page)
  await studio.generate({ prompt: 'before', style: 'techno' })
  await eventually(() => countGenerations(server)).toBe(1)

  await server.kill()
  await studio.generate({ prompt: 'while it is away', style: 'techno' })
  await server.restart()
  await studio.generate({ prompt: 'after', style: 'techno' })

  await deliverNow(page)
  await eventually(() => queueLength(page)).toBe(0)
  expect(await countPrompts(server)).toEqual({ before: 1, 'while it is away': 1, after: 1 })
  expect((await restNumbers(server)).session_metrics).toMatchObject({ total_sessions: 1, unique_users: 1 })
})

test('a server that dies while deliveries are under way loses none and counts none twice', async () => {
  const server = await startServer()
  const origin = await startSite({ '/': { type: 'text/html', body: pageWithWidget(server.origin) } })
  const { page } = await visit(browser(), origin)
  // Ten prompts, so that each has its place among the popular ones.
  const prompts = Array.from({ length: 10 }, (_, index) => `prompt ${index}`)
  const rounds = 30
  const dispatching = page.evaluate(
    async ([prompts, rounds]) => {
      const nextTask = () => new Promise((resolve) => setTimeout(resolve))
      for (let round = 0; round < rounds; round++) {
        for (const prompt of prompts) {
          document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { prompt, duration: 1 } }))
          await nextTask()
        }
      }
    },
    [prompts, rounds] as const,
  )
  await eventually(() => countGenerations(server)).toBeGreaterThan(0)
  await server.kill()
  await dispatching
  await server.restart()
  await deliverNow(page)
  await eventually(() => queueLength(page)).toBe(0)
  expect(await countPrompts(server)).toEqual(Object.fromEntries(prompts.map((prompt) => [prompt, rounds])))
})
