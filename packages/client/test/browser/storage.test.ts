import type { Page as Tab } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import type { StorageKind } from './page.js'
import { addInTab, newProfile, openTab, startSite } from './page-site.js'

const browser = useChromium()

async function openTwoTabs() {
  const site = await startSite()
  const profile = await newProfile(browser())
  return { first: await openTab(profile, site), second: await openTab(profile, site) }
}

const readIn = (tab: Tab, kind: StorageKind, limit?: number) =>
  tab.evaluate(
    async ([kind, limit]) => {
      const stored = await (await window.client.openStorage(kind, 't')).read(limit)
      return stored.map(({ json }) => json)
    },
    [kind, limit] as const,
  )

describe.each(['IndexedDB', 'localStorage'] as const)('%s', (kind) => {
  test('events are read in order, oldest first, by every tab and after a reload', async () => {
    const { first, second } = await openTwoTabs()
    await addInTab(first, kind, ['a'])
    await addInTab(second, kind, ['b', 'c'])
    await first.reload()
    await addInTab(first, kind, ['d'])

    await expect.poll(() => readIn(first, kind)).toEqual(['a', 'b', 'c', 'd'])
    await expect.poll(() => readIn(second, kind)).toEqual(['a', 'b', 'c', 'd'])
    expect(await readIn(second, kind, 2)).toEqual(['a', 'b'])
  })

  test('what one tab removes is gone for the other, and removing it again does no harm', async () => {
    const { first, second } = await openTwoTabs()
    const lastKey = await addInTab(first, kind, ['a', 'b'])
    const count = await second.evaluate(
      async ([kind, key]) => {
        const storage = await window.client.openStorage(kind, 't')
        await storage.remove([key])
        await storage.remove([key])
        return storage.count()
      },
      [kind, lastKey - 1] as const,
    )
    expect(count).toBe(1)
    // Browsers tell other tabs of localStorage a moment later.
    await expect.poll(() => readIn(first, kind)).toEqual(['b'])
  })

  test('a page that may store nothing is told so', async () => {
    const site = await startSite()
    const tab = await openTab(await newProfile(browser()), site)
    await tab.setContent(`<iframe sandbox="allow-scripts" src="${site.url}"></iframe>`)
    const frame = tab.frames()[1]
    if (!frame) throw new Error('the frame is missing')
    await frame.waitForLoadState()
    const outcome = await frame.evaluate(
      (kind) =>
        window.client.openStorage(kind, 't').then(
          () => 'opened',
          () => 'refused',
        ),
      kind,
    )
    expect(outcome).toBe('refused')
  })
})

test('IndexedDB goes on after its data was cleared', async () => {
  const { first, second } = await openTwoTabs()
  await addInTab(first, 'IndexedDB', ['a'])
  const count = await first.evaluate(async () => {
    const storage = await window.client.openStorage('IndexedDB', 't')
    await window.client.deleteDatabase('t')
    return storage.count()
  })
  expect(count).toBe(0)
  await addInTab(second, 'IndexedDB', ['b'])
  expect(await readIn(first, 'IndexedDB')).toEqual(['b'])
})

test('localStorage that is full keeps nothing of what does not fit as a whole, and what was there', async () => {
  const { first } = await openTwoTabs()
  await addInTab(first, 'localStorage', ['a'])
  const refused = addInTab(first, 'localStorage', ['b', 'x'.repeat(6_000_000)])
  await expect(refused).rejects.toThrow(/quota/i)
  expect(await readIn(first, 'localStorage')).toEqual(['a'])
})
