import { expect, test } from 'vitest'
import { accessibilityFindings } from '../src/accessibility.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()
const ADMIN_TOKEN = 'admin-token-that-nobody-guesses-0123456789'

test('the alerts panel says how to make an alert, and what alerts told whom, in whatever words they are named', async () => {
  const { origin } = await startServer({ ADMIN_TOKEN })
  const administer = async (procedure: string, input: object) => {
    const answer = await fetch(`${origin}/trpc/admin.${procedure}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    return (await answer.json()).result.data
  }
  const { page } = await visit(browser(), `${origin}/?view=system`)
  await page.getByLabel('Read token', { exact: true }).fill(ADMIN_TOKEN)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'Alerts' })
  await panel.getByText('son1k-analytics alerts add --help').waitFor()

  // Nobody listens there: the message is not delivered.
  const name = '<b>GPU</b> sin respuesta'
  await administer('createAlert', {
    kind: 'failureRate',
    name,
    threshold: 0.5,
    webhook: 'https://127.0.0.1:9/hook',
  })
  await page.reload()
  const rules = page.getByRole('region', { name: 'Apps and tokens' })
  await rules.getByRole('button', { name: `Try out: ${name}` }).press('Enter')
  await rules.getByText(`${name}: not delivered could not be reached`).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.reload()
  const cellsOf = (row: number) => panel.getByRole('row').nth(row).locator('th, td').allTextContents()
  await eventually(async () => (await cellsOf(1)).slice(1)).toEqual([name, 'test', '–', 'not delivered'])
  expect(await cellsOf(0)).toEqual(['Time', 'Alert', 'What happened', 'Value', 'Told'])
  expect(await accessibilityFindings(page)).toEqual([])
})
