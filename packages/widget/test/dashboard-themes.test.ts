import { expect, test } from 'vitest'
import { axeComplaints } from './axe-complaints.js'
import { useChromium } from './chromium.js'
import { definition, openPage, panel, serveHostPage } from './dashboard-open.js'
import { startScriptedServer } from './dashboard-server.js'

const browser = useChromium()

test.each(['light', 'contrast'])('axe finds nothing in the %s theme, with the list of keys open', async (theme) => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?theme=${theme}`)
  await expect.poll(() => panel(page, 'Popular styles').getByRole('listitem').count()).toBe(8)
  expect(await axeComplaints(page)).toEqual([])
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  expect(await axeComplaints(page)).toEqual([])
})

test('who asks the system for more contrast gets it', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url, { contrast: 'more' })
  await expect.poll(() => page.getByRole('combobox', { name: 'Theme' }).inputValue()).toBe('contrast')
})

test('a link shows another person the same period, language and theme', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?campaign=x`)
  await page.getByRole('radio', { name: 'Last 30 days' }).check()
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light')
  await page.getByRole('button', { name: 'Español' }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('?campaign=x&view=live&period=30&lang=es&theme=light')

  const { page: other } = await openPage(browser(), page.url())
  await expect.poll(() => other.getByRole('radio', { name: 'Últimos 30 días' }).isChecked()).toBe(true)
  expect(await other.getByRole('combobox', { name: 'Tema' }).inputValue()).toBe('light')
})

test('an address stays as it was opened until something is chosen, and nonsense in it is passed over', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), `${server.url}?period=12&view=x&filter=sea:blue&theme=pink&lang=xx`)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  expect(new URL(page.url()).search).toBe('?period=12&view=x&filter=sea:blue&theme=pink&lang=xx')
  expect(await page.getByRole('radio', { name: 'Last 7 days' }).isChecked()).toBe(true)
})

test('keys choose the period, the language and the theme, and list themselves', async () => {
  await using server = await startScriptedServer()
  const { page } = await openPage(browser(), server.url)
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await page.keyboard.press('.')
  expect(await page.getByRole('radio', { name: 'Last 30 days' }).isChecked()).toBe(true)
  await page.keyboard.press(',')
  expect(await page.getByRole('radio', { name: 'Last 7 days' }).isChecked()).toBe(true)
  await page.keyboard.press('t')
  expect(await page.getByRole('combobox', { name: 'Theme' }).inputValue()).toBe('light')
  await page.keyboard.press('l')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Atajos de teclado' })
  await help.waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
})

test('keys typed into a field are text, and Escape in the list of keys leaves the overlay open', async () => {
  await using server = await startScriptedServer({ token: 'l.t' })
  const { page } = await openPage(browser(), serveHostPage(server, { html: 'lang="en"' }))
  await page.evaluate(() => window.overlay.show())
  const field = page.getByLabel('Read token', { exact: true })
  await field.pressSequentially('l.t')
  expect(await field.inputValue()).toBe('l.t')
  await field.press('Enter')
  await expect.poll(() => definition(page, 'Generations', 'tracks')).toContain('150')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => window.overlay.isVisible)).toBe(true)
})
