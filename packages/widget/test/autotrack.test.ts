import type { Event, InteractionEvent } from '@son1k/contract'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { startHostSite } from './host-site.js'

const browser = useChromium()

const interactions = (events: Event[], action: string): InteractionEvent[] =>
  events.filter((event) => event.type === 'interaction').filter((event) => event.action === action)
const elements = (events: Event[], action: string) => interactions(events, action).map(({ element }) => element)

test('a click names the button around what was hit, else the element itself', async () => {
  const site = await startHostSite(browser(), {
    body: `
      <button id="generarMusica" class="btn  primary"><span id="inside">make</span></button>
      <a href="#" class="link"><svg class="icon big" id="picture" width="20" height="20"><rect id="rect" width="20" height="20"/></svg></a>
      <svg id="Lone" class="icon" width="20" height="20"></svg>
      <form id="form"><input name="id" id="field"></form>
      <p>text</p>`,
  })
  const page = await site.open()
  for (const selector of ['#inside', '#rect', '#Lone', '#field', 'p']) await page.click(selector)

  await expect
    .poll(() => elements(site.analytics.events(), 'click'))
    .toEqual(['BUTTON#generarMusica.btn.primary', 'A.link', 'SVG#Lone.icon', 'INPUT#field', 'P'])
})

test('a click is seen though the page stops it, and inside an open shadow root', async () => {
  const site = await startHostSite(browser(), {
    body: `<button id="stopped">x</button><div id="host"></div><script>
      document.getElementById('stopped').onclick = (event) => event.stopImmediatePropagation()
      const root = document.getElementById('host').attachShadow({ mode: 'open' })
      root.append(Object.assign(document.createElement('button'), { id: 'shadowed', textContent: 'y' }))
    </script>`,
  })
  const page = await site.open()
  await page.click('#stopped')
  await page.click('#shadowed')
  await expect.poll(() => elements(site.analytics.events(), 'click')).toEqual(['BUTTON#stopped', 'BUTTON#shadowed'])
})

test('a description is cut to 200 characters', async () => {
  const classes = Array.from({ length: 50 }, (_, index) => `utility-${index}`)
  const site = await startHostSite(browser(), { body: `<button class="${classes.join(' ')}">x</button>` })
  const page = await site.open()
  await page.click('button')
  await expect.poll(() => elements(site.analytics.events(), 'click').map(({ length }) => length)).toEqual([200])
})

test('what is marked data-analytics-ignore is not tracked', async () => {
  const site = await startHostSite(browser(), {
    body: '<div data-analytics-ignore><button id="private">x</button></div><button id="public">y</button>',
  })
  const page = await site.open()
  await page.click('#private')
  await page.click('#public')
  await expect.poll(() => elements(site.analytics.events(), 'click')).toEqual(['BUTTON#public'])
})

test('of the keyboard only Enter is tracked, never what is typed', async () => {
  const site = await startHostSite(browser(), { body: '<input id="prompt" class="wide">' })
  const page = await site.open()
  await page.focus('#prompt')
  await page.keyboard.type('secretword')
  await page.keyboard.press('Enter')
  await expect.poll(() => interactions(site.analytics.events(), 'keydown')).toHaveLength(1)
  expect(interactions(site.analytics.events(), 'keydown')).toMatchObject([
    { element: 'INPUT#prompt.wide', value: 'Enter' },
  ])
  expect(JSON.stringify(site.analytics.deliveries)).not.toContain('secretword')
})

test('pages are told when the path changes by the history, once each', async () => {
  const site = await startHostSite(browser())
  const page = await site.open('/one')
  await page.evaluate(() => {
    history.pushState(null, '', '/two?query=1')
    history.pushState(null, '', '/two?query=2#hash')
    history.replaceState(null, '', '/three')
    location.hash = 'only-a-hash'
  })
  await page.goBack()
  await page.goBack()
  await page.waitForFunction(() => location.search === '?query=1')
  const views = () => interactions(site.analytics.events(), 'page_view').map(({ value }) => value)
  await expect.poll(views).toEqual(['/one', '/two', '/three', '/two'])
})

test('an uncaught error is tracked with its stack and still reaches the console once', async () => {
  const site = await startHostSite(browser(), {
    body: '<button id="bad" onclick="brokenHandler()">x</button><script>function brokenHandler() { throw new TypeError("no such chord") }</script>',
  })
  const page = await site.open()
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(error.message))
  await page.click('#bad')

  const errors = () => interactions(site.analytics.events(), 'error')
  await expect.poll(errors).toHaveLength(1)
  expect(errors()).toMatchObject([
    { element: 'window', value: 'no such chord', metadata: { error_stack: expect.stringContaining('brokenHandler') } },
  ])
  expect(thrown).toEqual(['no such chord'])
})

test('an error in every frame is tracked ten times, and a page of errors a hundred times', async () => {
  const site = await startHostSite(browser(), { body: '<b>x</b>' })
  const page = await site.open()
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame++) {
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(resolve)
          throw new Error('the same in each frame')
        })
      })
    }
    for (let number = 0; number < 120; number++) void Promise.reject(`another one: ${number}`)
  })
  await page.click('b')
  await expect.poll(() => elements(site.analytics.events(), 'click')).toEqual(['B'])
  await page.evaluate(() => window.son1k?.flush())

  const errors = interactions(site.analytics.events(), 'error').map(({ value }) => value)
  expect(errors.filter((value) => value === 'the same in each frame')).toHaveLength(10)
  expect(errors.filter((value) => value !== 'the same in each frame')).toHaveLength(90)
})

test('an unhandled rejection is tracked, of an error or of anything else', async () => {
  const site = await startHostSite(browser())
  const page = await site.open()
  await page.evaluate(() => {
    void Promise.reject(new Error('model is busy'))
    void Promise.reject('a plain text')
    void Promise.reject(undefined)
  })
  const errors = () => interactions(site.analytics.events(), 'error').map(({ element, value }) => [element, value])
  await expect.poll(errors).toEqual([
    ['promise', 'model is busy'],
    ['promise', 'a plain text'],
    ['promise', 'undefined'],
  ])
})

test('an image that is missing is no error', async () => {
  const site = await startHostSite(browser(), { body: '<img src="data:image/png,broken" id="broken"><b>x</b>' })
  const page = await site.open()
  await page.waitForFunction(() => (document.getElementById('broken') as HTMLImageElement).complete)
  await page.click('b')
  await expect.poll(() => elements(site.analytics.events(), 'click')).toEqual(['B'])
  expect(interactions(site.analytics.events(), 'error')).toEqual([])
})

test('data-autotrack="false" sends nothing by itself; what the page tracks starts the session', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-autotrack="false"', body: '<b>x</b>' })
  const page = await site.open()
  await page.click('b')
  await page.evaluate(() => {
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { style: 'techno' } }))
    return window.son1k?.track({ type: 'interaction', action: 'play', element: 'player' })
  })
  await expect
    .poll(() => site.analytics.events().map((event) => ('action' in event ? event.action : event.type)))
    .toEqual(['session.start', 'play'])
})

test('data-autotrack names what is watched', async () => {
  const site = await startHostSite(browser(), { attributes: 'data-autotrack="click, music"', body: '<b>x</b>' })
  const page = await site.open()
  await page.click('b')
  await page.keyboard.press('Enter')
  await page.evaluate(() => {
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { style: 'techno' } }))
  })
  await expect
    .poll(() => site.analytics.events().map((event) => ('action' in event ? event.action : event.type)))
    .toEqual(['session.start', 'click', 'generation'])
})
