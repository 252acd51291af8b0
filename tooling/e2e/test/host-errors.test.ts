import { expect, test } from 'vitest'
import { countGenerations, recentEvents } from '../src/answers.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, type SiteFile, startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

/** An app that throws wherever it can, and notes what its own error handlers hear. */
const brokenApp: SiteFile = {
  type: 'text/javascript',
  body: `
    window.heard = []
    window.onerror = (message) => { heard.push('onerror ' + message) }
    addEventListener('error', (event) => heard.push('error ' + event.message))
    addEventListener('unhandledrejection', (event) => heard.push('rejection ' + event.reason.message))
    document.addEventListener('realMusicGenerated', () => { throw new Error('in a listener') })
    addEventListener('DOMContentLoaded', () => {
      document.querySelector('button').addEventListener('click', () => {
        Promise.reject(new Error('in a promise'))
        throw new Error('in a click')
      })
    })
    throw new Error('at the start')`,
}
const head = '<script src="/app.js"></script>'
const body = '<button>Go</button>'

/** Uses the broken app, and tells what it heard and what reached the console. */
async function useBrokenApp(page: string) {
  const origin = await startSite({ '/': { type: 'text/html', body: page }, '/app.js': brokenApp })
  const visitor = await visit(browser(), origin)
  const heard = () => visitor.page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await visitor.page.click('button')
  // A rejection is told of some time after the click, and else might be before or after what comes now.
  await eventually(async () => (await heard()).length).toBe(5)
  await visitor.page.evaluate(() => {
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { prompt: 'anyway' } }))
  })
  await eventually(async () => (await heard()).length).toBe(7)
  return { heard: await heard(), complaints: visitor.complaints }
}

test('a page whose own code throws hears and shows its errors as it does without the widget', async () => {
  const server = await startServer()
  const withWidget = await useBrokenApp(pageWithWidget(server.origin, { head, body }))
  const without = await useBrokenApp(pageWithWidget('', { head, body }).replace(/<script src="\/widget.*script>/, ''))
  expect(withWidget).toEqual(without)
  expect(withWidget.complaints).toHaveLength(4)
})

test('its errors are tracked, and so is the track during which it threw', async () => {
  const server = await startServer()
  await useBrokenApp(pageWithWidget(server.origin, { head, body }))
  await eventually(() => countGenerations(server)).toBe(1)
  // The one at its start came before the widget.
  const errors = async () => (await recentEvents(server)).filter(({ action }) => action === 'error')
  await eventually(async () => (await errors()).length).toBe(3)
})

test('a page whose analytics server is away works, and complains of nothing but the missing script', async () => {
  const server = await startServer()
  await server.kill()
  const page = pageWithWidget(server.origin, { body: '<button onclick="this.textContent = `Done`">Go</button>' })
  const { page: tab, complaints } = await visit(browser(), await startSite({ '/': { type: 'text/html', body: page } }))
  await tab.click('button')
  expect(await tab.textContent('button')).toBe('Done')
  expect(complaints).toEqual([expect.stringContaining('ERR_CONNECTION_REFUSED')])
})
