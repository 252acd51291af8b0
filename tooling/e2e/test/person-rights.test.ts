import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '../src/accessibility.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()
const ADMIN_TOKEN = 'admin-token-that-nobody-guesses-0123456789'
const READ_TOKEN = 'read-token-that-nobody-guesses-0123456789'

test('an administrator exports all that is held of a person, and erases it after typing who it is', async () => {
  const { origin } = await startServer({ ADMIN_TOKEN, READ_TOKEN })
  for (const [userId, prompt] of [
    ['ana', 'un secreto de Ana'],
    ['ana', 'otro'],
    ['bo', 'drums'],
  ]) {
    await fetch(`${origin}/api/track/generation`, {
      method: 'POST',
      body: JSON.stringify({ user_id: userId, prompt, style: 'techno' }),
    })
  }
  const { page, complaints } = await visit(browser(), `${origin}/?view=people`, { locale: 'es-ES' })
  await page.getByLabel('Token de lectura', { exact: true }).fill(READ_TOKEN)
  await page.keyboard.press('Enter')
  const users = page.getByRole('region', { name: 'Quién usa la app' })
  await users.getByRole('button', { name: 'ana' }).click()

  const profile = page.getByRole('region', { name: 'ana', exact: true })
  await profile.getByText('Privacidad').click()
  // Who only reads is refused, in words, until a token of an administrator is given.
  await profile.getByRole('button', { name: 'Exportar todo' }).click()
  await profile.getByLabel('Token de administración').fill(ADMIN_TOKEN)
  await page.keyboard.press('Enter')
  const downloading = page.waitForEvent('download')
  await profile.getByRole('button', { name: 'Exportar todo' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('son1k-ana.json')
  const held = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(held.userId).toBe('ana')
  expect(held.events.map(({ prompt }: { prompt: string }) => prompt).sort()).toEqual(['otro', 'un secreto de Ana'])
  expect(await accessibilityFindings(page)).toEqual([])

  const erase = profile.getByRole('button', { name: 'Borrar para siempre' })
  const typed = profile.getByLabel('Para borrar, escribe ana')
  await typed.fill('an')
  await page.keyboard.press('Enter')
  expect(await erase.isDisabled()).toBe(true)
  await typed.fill('ana')
  await page.keyboard.press('Enter')
  await page.getByText('Borrado: ya no se guarda nada de esta persona.').waitFor()
  await profile.waitFor({ state: 'detached' })
  expect(await users.getByRole('searchbox').evaluate((field) => field.matches(':focus'))).toBe(true)
  await eventually(() => users.getByRole('rowheader').allTextContents()).toEqual(['bo'])

  const answer = await fetch(`${origin}/trpc/privacy.exportUser?input=${encodeURIComponent('{"userId":"ana"}')}`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  })
  expect(answer.status).toBe(404)
  expect(complaints.filter((complaint) => !/40[13]/.test(complaint))).toEqual([])
})
