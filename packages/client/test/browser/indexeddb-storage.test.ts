import type { Page as Tab } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeEvent } from '../make-event.js'
import { useChromium } from './chromium.js'
import { addInTab, newProfile, openTab, startSite } from './page-site.js'

const browser = useChromium()
const max = { events: 100, bytes: 1_000_000 }
const makeQueued = (element: string, bytes = 10) => ({ event: makeEvent({ element }), bytes })

async function openTwoTabs() {
  const site = await startSite()
  const profile = await newProfile(browser())
  return { first: await openTab(profile, site), second: await openTab(profile, site) }
}

const readElements = (tab: Tab, limit: number) =>
  tab.evaluate(async (limit) => {
    const stored = await (await window.client.openStorage('t')).read(limit)
    return stored.map(({ event }) => ('element' in event ? event.element : event.type))
  }, limit)

test('events are read in order, oldest first, by every tab and after a reload', async () => {
  const { first, second } = await openTwoTabs()
  await addInTab(first, [makeQueued('a')], max)
  await addInTab(second, [makeQueued('b'), makeQueued('c')], max)
  await first.reload()
  await addInTab(first, [makeQueued('d')], max)

  expect(await readElements(first, 10)).toEqual(['a', 'b', 'c', 'd'])
  expect(await readElements(second, 10)).toEqual(['a', 'b', 'c', 'd'])
  expect(await readElements(second, 2)).toEqual(['a', 'b'])
})

test('what one tab removes is gone for the other, and removing it again does no harm', async () => {
  const { first, second } = await openTwoTabs()
  await addInTab(first, [makeQueued('a'), makeQueued('b')], max)
  await second.evaluate(async () => {
    const storage = await window.client.openStorage('t')
    const keys = (await storage.read(1)).map(({ key }) => key)
    await storage.remove(keys)
    await storage.remove(keys)
  })
  expect(await readElements(first, 10)).toEqual(['b'])
})

test('beyond the bounds the oldest go, whichever tab added them', async () => {
  const { first, second } = await openTwoTabs()
  await addInTab(first, [makeQueued('a', 100), makeQueued('b', 100), makeQueued('c', 100)], max)

  const beyondCount = await addInTab(second, [makeQueued('d', 100)], { events: 3, bytes: 1_000 })
  expect(beyondCount).toEqual({ events: 3, dropped: 1 })
  expect(await readElements(first, 10)).toEqual(['b', 'c', 'd'])

  const beyondBytes = await addInTab(second, [makeQueued('e', 100)], { events: 10, bytes: 250 })
  expect(beyondBytes).toEqual({ events: 2, dropped: 2 })
  expect(await readElements(first, 10)).toEqual(['d', 'e'])
})

test('the storage goes on after its data was cleared', async () => {
  const { first, second } = await openTwoTabs()
  await addInTab(first, [makeQueued('a')], max)
  const count = await first.evaluate(async () => {
    const storage = await window.client.openStorage('t')
    await window.client.deleteDatabase('t')
    return storage.count()
  })
  expect(count).toBe(0)
  await addInTab(second, [makeQueued('b')], max)
  expect(await readElements(first, 10)).toEqual(['b'])
})

test('a page that may store nothing is told so', async () => {
  const site = await startSite()
  const tab = await openTab(await newProfile(browser()), site)
  await tab.setContent(`<iframe sandbox="allow-scripts" src="${site.url}"></iframe>`)
  const frame = tab.frames()[1]
  if (!frame) throw new Error('the frame is missing')
  await frame.waitForLoadState()
  const outcome = await frame.evaluate(() =>
    window.client.openStorage('t').then(
      () => 'opened',
      () => 'refused',
    ),
  )
  expect(outcome).toBe('refused')
})
