import { expect, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { startServer } from './support/start-server.js'

const adminToken = 'a-very-long-random-token'
const environment = { authorization: `Bearer ${adminToken}` }

test('the audit names who exported or erased a person: which token, with its label, and whether by a login', async () => {
  const server = await startServer({ adminToken })
  const made = async (input: object) =>
    (await dataOf(await server.post('/trpc/admin.createToken', { right: 'admin', ...input }, environment))).secret
  const bearer = async (input: object) => ({ authorization: `Bearer ${await made(input)}` })
  const login = async (token: string) => {
    const answer = await server.post('/api/login', { token }, { 'sec-fetch-site': 'same-origin' })
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  await server.post('/api/track/generation', { user_id: 'ana' })
  const exportPath = `/trpc/privacy.exportUser?input=${encodeURIComponent('{"userId":"ana"}')}`
  const labelled = await made({ label: 'officer Ana' })
  const exporters = [
    { ...environment, 'x-operator': 'root' },
    await bearer({}),
    { authorization: `Bearer ${labelled}` },
    await login(adminToken),
    await login(labelled),
  ]
  for (const headers of exporters) expect((await server.get(exportPath, { headers })).status).toBe(200)
  await server.get('/api/privacy/person?user_id=ana', { headers: await login(labelled) }).then((each) => each.text())
  const erased = await server.post('/trpc/privacy.eraseUser', { userId: 'ana' }, await login(labelled))
  expect(erased.status).toBe(200)

  const answer = await server.get('/trpc/privacy.audit', { headers: environment })
  const { result } = (await answer.json()) as { result: { data: { action: string; actor: string }[] } }
  expect(result.data.reverse().map(({ action, actor }) => [action, actor])).toEqual([
    ['export', 'ADMIN_TOKEN'],
    ['export', 'token 2'],
    ['export', 'token 1 (officer Ana)'],
    ['export', 'login with ADMIN_TOKEN'],
    ['export', 'login with token 1 (officer Ana)'],
    ['export', 'login with token 1 (officer Ana)'],
    ['erase', 'login with token 1 (officer Ana)'],
  ])
})
