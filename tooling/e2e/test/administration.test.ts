import { expect, test } from 'vitest'
import { accessibilityFindings } from '../src/accessibility.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()
const ADMIN_TOKEN = 'admin-token-that-nobody-guesses-0123456789'
const READ_TOKEN = 'read-token-that-nobody-guesses-0123456789'

test('who signs in with an admin token adds an app, and makes, replaces and revokes a token by keyboard', async () => {
  const { origin } = await startServer({ ADMIN_TOKEN })
  const statusBy = async (token: string) =>
    (await fetch(`${origin}/trpc/system.status`, { headers: { authorization: `Bearer ${token}` } })).status
  const { page } = await visit(browser(), `${origin}/?view=system`)
  await page.getByLabel('Read token', { exact: true }).fill(ADMIN_TOKEN)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'Apps and tokens' })

  await panel.getByLabel('Short name').fill('studio')
  await panel.getByLabel('Name', { exact: true }).fill('<b>Studio</b>')
  await page.keyboard.press('Enter')
  await panel.getByRole('cell', { name: '<b>Studio</b>' }).waitFor()

  const label = '<img src=x onerror="document.title = 1">'
  await panel.getByLabel('What it is for').fill(label)
  await page.keyboard.press('Enter')
  const shown = panel.getByRole('status').locator('code')
  const first = (await shown.textContent()) ?? ''
  expect(await statusBy(first)).toBe(200)
  await expect.poll(() => panel.getByText(label).count()).toBe(1)
  expect(await page.title()).toBe('Son1k Analytics')
  expect(await accessibilityFindings(page)).toEqual([])

  const press = async (name: string) => {
    const button = panel.getByRole('button', { name: `${name}: ${label}` })
    await button.first().press('Enter')
    expect(await statusBy(first)).toBe(name === 'Replace' ? 200 : 401)
    await button.first().press('Enter')
  }
  await press('Replace')
  await eventually(() => shown.textContent()).not.toBe(first)
  const second = (await shown.textContent()) ?? ''
  expect(await statusBy(second)).toBe(200)
  await press('Revoke')
  await eventually(() => statusBy(second)).toBe(401)
})

test('who only reads is asked for an admin token, and a wrong one is refused in words', async () => {
  const { origin } = await startServer({ ADMIN_TOKEN, READ_TOKEN })
  const { page } = await visit(browser(), `${origin}/?view=system`, { locale: 'es-ES' })
  await page.getByLabel('Token de lectura', { exact: true }).fill(READ_TOKEN)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'Apps y tokens' })
  await panel.getByLabel('Token de administración').fill('wrong')
  await page.keyboard.press('Enter')
  await eventually(() => panel.getByRole('alert').textContent()).toContain('rechaz')
  await panel.getByLabel('Token de administración').fill(ADMIN_TOKEN)
  await page.keyboard.press('Enter')
  await panel.getByRole('button', { name: 'Crear un token' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
})
