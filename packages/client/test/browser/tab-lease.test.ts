import type { Page as Tab } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { newProfile, openTab, startSite } from './page-site.js'

const browser = useChromium()

/** Takes the lease, notes it in what the tabs share, and gives it back when told to. */
const hold = (tab: Tab, name: string) =>
  tab.evaluate((name) => {
    const note = (what: string) => localStorage.setItem('log', `${localStorage.getItem('log') ?? ''}${name}${what} `)
    void window.client.createTabLease('t')(async () => {
      note('+')
      await new Promise((resolve) => addEventListener('release', resolve))
      note('-')
    })
  }, name)
const release = (tab: Tab) => tab.evaluate(() => void dispatchEvent(new CustomEvent('release')))
const readLog = (tab: Tab) => tab.evaluate(() => localStorage.getItem('log'))

async function openTwoTabs() {
  const site = await startSite()
  const profile = await newProfile(browser())
  return [await openTab(profile, site), await openTab(profile, site)] as const
}

test('one tab at a time holds the lease, and the next one has it when it is given back', async () => {
  const [first, second] = await openTwoTabs()
  await hold(first, 'a')
  await expect.poll(() => readLog(first)).toBe('a+ ')
  await hold(second, 'b')
  await release(first)
  await expect.poll(() => readLog(first)).toBe('a+ a- b+ ')
  await release(second)
  await expect.poll(() => readLog(first)).toBe('a+ a- b+ b- ')
})

test('the lease of a tab that has died is taken over', async () => {
  const [first, second] = await openTwoTabs()
  await hold(first, 'a')
  await expect.poll(() => readLog(second)).toBe('a+ ')
  await first.close()
  await hold(second, 'b')
  await expect.poll(() => readLog(second), { timeout: 30_000 }).toBe('a+ b+ ')
})

test('where localStorage is refused nothing is waited for', async () => {
  const site = await startSite()
  const tab = await openTab(await newProfile(browser()), site)
  await tab.setContent(`<iframe sandbox="allow-scripts" src="${site.url}"></iframe>`)
  const frame = tab.frames()[1]
  if (!frame) throw new Error('the frame is missing')
  await frame.waitForLoadState()
  expect(await frame.evaluate(() => window.client.createTabLease('t')(async () => 'ran'))).toBe('ran')
})
