import type { Event } from '@son1k/contract'
import type { Page as Tab } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { makeEvent } from '../make-event.js'
import { useChromium } from './chromium.js'
import { newProfile, openTab, startSite } from './page-site.js'

const browser = useChromium()

/** Adds and tries to deliver. */
const addToQueue = (tab: Tab, event: Event) =>
  tab.evaluate(async (json) => {
    const queue = await window.client.openQueue('q')
    await queue.add(JSON.parse(json))
    await queue.flush()
  }, JSON.stringify(event))

test('events of pages without a server are delivered once when it is back, by whichever tab comes first', async () => {
  const site = await startSite()
  const profile = await newProfile(browser())
  const [first, second] = [await openTab(profile, site), await openTab(profile, site)]
  const [one, two] = [makeEvent(), makeEvent()]
  site.down = true
  await addToQueue(first, one)
  await addToQueue(second, two)
  expect(site.batches).toEqual([])

  // Both pages are gone before the server is back, so that neither is in the middle of a try then.
  await Promise.all([first, second].map((tab) => tab.goto('about:blank')))
  site.down = false
  await Promise.all([first, second].map((tab) => tab.goto(site.url)))
  await Promise.all(
    [first, second].map((tab) => tab.evaluate(async () => (await window.client.openQueue('q')).flush())),
  )
  expect(site.deliveredIds().sort()).toEqual([one.id, two.id].sort())
  expect(await first.evaluate(async () => (await window.client.openStorage('IndexedDB', 'q')).count())).toBe(0)
})

test('an event that is added while the page goes away arrives', async () => {
  const site = await startSite()
  const tab = await openTab(await newProfile(browser()), site)
  const event = makeEvent()
  await tab.evaluate(async (json) => {
    const queue = await window.client.openQueue('q')
    await queue.flush()
    addEventListener('pagehide', () => {
      void queue.add(JSON.parse(json))
      void queue.flush({ closing: true })
    })
  }, JSON.stringify(event))
  await tab.goto('about:blank')
  await vi.waitFor(() => expect(site.deliveredIds()).toEqual([event.id]))
})

test('what the typed client tracks last in a page arrives, too', async () => {
  const site = await startSite()
  const tab = await openTab(await newProfile(browser()), site)
  await tab.evaluate(() => {
    const analytics = window.client.createAnalytics({ url: location.origin, userId: 'ana' })
    addEventListener('beforeunload', () => analytics.track({ type: 'interaction', action: 'click', element: 'A' }))
  })
  await tab.goto('about:blank')
  await vi.waitFor(() => expect(site.batches).toHaveLength(1))
  expect(site.batches[0]?.events).toMatchObject([{ userId: 'ana', action: 'click', element: 'A' }])
})

test('the connection that comes back is used at once', async () => {
  const site = await startSite()
  const profile = await newProfile(browser())
  const tab = await openTab(profile, site)
  await profile.setOffline(true)
  await tab.evaluate(async () => {
    const analytics = window.client.createAnalytics({ url: location.origin, userId: 'ana' })
    analytics.track({ type: 'generation' })
    await analytics.flush()
    // Another failed try or two, so that the pause that is left is a long one.
    for (let index = 0; index < 8; index++) await analytics.flush()
  })
  await profile.setOffline(false)
  await vi.waitFor(() => expect(site.deliveredIds()).toHaveLength(1))
})
