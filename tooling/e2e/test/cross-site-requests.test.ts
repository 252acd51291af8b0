import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from '../src/start-server.js'
import { startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()
const ADMIN_TOKEN = 'admin-token-that-nobody-guesses-0123456789'
const READ_TOKEN = 'read-token-that-nobody-guesses-0123456789'
const PROMPT = 'un secreto de Ana'
const ADMIN = { authorization: `Bearer ${ADMIN_TOKEN}` }

/** What whoever is signed in may do: each changes something. */
const CHANGES: Record<string, object> = {
  '/trpc/admin.createToken': { right: 'admin' },
  '/trpc/admin.createApp': { slug: 'theirs', name: 'Theirs' },
  '/trpc/admin.changeApp': { app: 'default', name: 'Theirs' },
  '/trpc/admin.rotateToken': { id: 1 },
  '/trpc/admin.revokeToken': { id: 1 },
  '/trpc/admin.startMaintenance': { task: 'erase', userId: 'ana' },
  '/trpc/privacy.eraseUser': { userId: 'ana' },
  '/api/login': { token: READ_TOKEN },
  '/api/logout': {},
}
const READS = [
  '/api/analytics',
  '/api/privacy/person?user_id=ana',
  `/trpc/privacy.exportUser?input=${encodeURIComponent('{"userId":"ana"}')}`,
  '/trpc/admin.tokens',
  '/trpc/analytics.live',
  '/metrics',
]

/** Everything that a page can do at another origin without being asked. Answers all that it could read. */
async function attackFrom(page: Page, origin: string): Promise<{ sent: number; readable: string }> {
  return await page.evaluate(
    async ({ origin, changes, reads }) => {
      let sent = 0
      const read: string[] = []
      const ask = async (path: string, init: RequestInit) => {
        sent++
        try {
          const answer = await fetch(origin + path, { credentials: 'include', ...init })
          read.push(await answer.text())
        } catch {
          // The browser keeps it from the page.
        }
      }
      const load = (element: HTMLElement, start: () => void = () => undefined) =>
        new Promise<void>((resolve) => {
          sent++
          element.onload = element.onerror = () => resolve()
          document.body.append(element)
          start()
        })
      const submit = async (path: string, body: string, { method, enctype }: { method: string; enctype: string }) => {
        const frame = Object.assign(document.createElement('iframe'), { name: `frame-${sent}` })
        await load(frame)
        const form = Object.assign(document.createElement('form'), { method, enctype, target: frame.name })
        form.action = origin + path
        // As plain text this is the JSON of the body, with one more field.
        const field = Object.assign(document.createElement('textarea'), {
          name: `${body.slice(0, -1)}${body === '{}' ? '' : ','}"label":"`,
          value: '"}',
        })
        form.append(field)
        document.body.append(form)
        await load(frame, () => form.submit())
      }
      for (const [path, change] of Object.entries(changes)) {
        const body = JSON.stringify(change)
        const json = { 'content-type': 'application/json' }
        await ask(path, { method: 'POST', body, mode: 'no-cors' })
        await ask(path, { method: 'POST', body })
        await ask(path, { method: 'POST', body, headers: json })
        await ask(`${path}?input=${encodeURIComponent(body)}`, {})
        navigator.sendBeacon(origin + path, body)
        navigator.sendBeacon(origin + path, new Blob([body], { type: 'application/x-www-form-urlencoded' }))
        for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
          await submit(path, body, { method: 'POST', enctype })
        await submit(path, body, { method: 'GET', enctype: 'text/plain' })
      }
      for (const path of reads) {
        await ask(path, {})
        await ask(path, { headers: { 'x-app': 'default' } })
        await ask(path, { mode: 'no-cors' })
        await load(Object.assign(document.createElement('script'), { src: origin + path }))
      }
      return { sent, readable: read.join('\n') }
    },
    { origin, changes: CHANGES, reads: READS },
  )
}

test('a page of another origin neither changes nor reads anything of who is signed in to the dashboard', async () => {
  const { origin } = await startServer({ ADMIN_TOKEN, READ_TOKEN })
  const post = (path: string, body: object, headers = {}) =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  await post('/api/track/generation', { user_id: 'ana', prompt: PROMPT })
  await post('/trpc/admin.createToken', { right: 'read', label: 'A label of ours' }, ADMIN)
  const stateOfServer = async () => {
    const questions = ['admin.tokens', 'admin.apps', 'privacy.audit', 'admin.alerts'].map((path) => `/trpc/${path}`)
    const answers = await Promise.all(
      [...questions, '/api/analytics'].map(async (path) => (await fetch(origin + path, { headers: ADMIN })).json()),
    )
    return JSON.stringify(answers, (key, value) => (/timestamp|lastUsedAt|uptime/i.test(key) ? undefined : value))
  }

  const { page, context } = await visit(browser(), origin)
  const fromDashboard = (path: string, body: object) =>
    page.evaluate(
      async (asked) => {
        const answer = await fetch(asked.path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: asked.body,
        })
        return answer.status
      },
      { path, body: JSON.stringify(body) },
    )
  expect(await fromDashboard('/api/login', { token: ADMIN_TOKEN })).toBe(200)
  const [state, cookies] = [await stateOfServer(), await context.cookies()]
  expect(cookies).toMatchObject([{ name: 'son1k_session', httpOnly: true, sameSite: 'Strict' }])
  expect(state).toContain(PROMPT)

  const site = await startSite({ '/': { type: 'text/html', body: '<!doctype html><title>Theirs</title><body>' } })
  const theirs = await context.newPage()
  // To another port a browser sends the cookie all the same: it is the same site. To another name it does not.
  for (const name of ['127.0.0.1', 'localhost']) {
    await theirs.goto(site.replace('127.0.0.1', name))
    const { sent, readable } = await attackFrom(theirs, origin)
    expect(sent).toBeGreaterThan(100)
    for (const secret of [PROMPT, 'A label of ours', 'ana"', 'Default', 'totalGenerations', 'signed_in":true'])
      expect(readable).not.toContain(secret)
    expect([name, await stateOfServer()]).toEqual([name, state])
    expect([name, await context.cookies()]).toEqual([name, cookies])
  }
  // The same from our own page: nobody was signed out, and the requests are good ones.
  expect(await fromDashboard('/trpc/admin.createToken', { right: 'admin' })).toBe(200)
  expect(await fromDashboard('/trpc/privacy.eraseUser', { userId: 'ana' })).toBe(200)
  expect(await stateOfServer()).not.toContain(PROMPT)
})
