import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.js'
import { startHostSite } from './host-site.js'

const browser = useChromium()
const attributes = 'data-autotrack="false" data-more="media"'

/** Silence, as a file that Chromium plays. */
function wav(seconds: number): string {
  const rate = 8_000
  const bytes = Buffer.alloc(44 + rate * seconds, 128)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + rate * seconds, 4)
  bytes.write('WAVEfmt ', 8)
  for (const [offset, value] of [
    [16, 16],
    [24, rate],
    [28, rate],
    [40, rate * seconds],
  ] as const)
    bytes.writeUInt32LE(value, offset)
  for (const [offset, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    bytes.writeUInt16LE(value, offset)
  bytes.write('data', 36)
  return `data:audio/wav;base64,${bytes.toString('base64')}`
}

/** Adds a player to a page that runs already, and plays it to its end sixteen times as fast. */
const playNew = (page: Page, tag: 'audio' | 'video', id: string, source: string) =>
  page.evaluate(
    async ([name, generationId, src]) => {
      const player = Object.assign(document.createElement(name), { src, muted: true })
      player.dataset.generationId = generationId
      document.body.append(player)
      player.playbackRate = 16
      const ended = new Promise((resolve) => player.addEventListener('ended', resolve))
      await player.play()
      await ended
      await window.son1k?.flush()
    },
    [tag, id, source] as const,
  )

async function openSite() {
  const site = await startHostSite(browser(), { attributes, body: '<audio data-generation-id="early" muted></audio>' })
  const page = await site.open()
  // What follows players is loaded apart.
  await page.evaluate(() => window.analyticsClient?.getHealth())
  const told = () =>
    site.analytics.events().flatMap((event) => ('action' in event ? [`${event.generationId} ${event.action}`] : []))
  return { page, told }
}

test('a player that is added later tells that it plays, 30 seconds of it, and its end', async () => {
  const { page, told } = await openSite()
  await playNew(page, 'audio', 'long', wav(40))
  expect(told()).toEqual(['long play', 'long play_30s', 'long play_complete'])
  await playNew(page, 'video', 'short', wav(4))
  expect(told().slice(3)).toEqual(['short play', 'short play_complete'])
})

test('a jump is no listening, a pause no second play, and another track in the same player is another play', async () => {
  const { page, told } = await openSite()
  await page.evaluate(async (src) => {
    const player = document.querySelector('audio')
    if (!player) throw new Error('no player')
    const seen = (type: string) => new Promise((resolve) => player.addEventListener(type, resolve, { once: true }))
    player.src = src
    await player.play()
    player.pause()
    player.currentTime = 38
    await seen('seeked')
    const ended = seen('ended')
    await player.play()
    await ended
    player.dataset.generationId = 'next'
    await player.play()
    player.pause()
    await window.son1k?.flush()
  }, wav(40))
  expect(told()).toEqual(['early play', 'early play_complete', 'next play'])
})

test('web vitals are loaded only where they are asked for, and tell their values and ratings', async () => {
  const asked = await startHostSite(browser(), {
    attributes: 'data-autotrack="false" data-more="web_vitals"',
    body: '<h1>x</h1>',
  })
  const page = await asked.open()
  const vitals = () =>
    asked.analytics.events().flatMap((event) => ('action' in event && event.action === 'web_vital' ? [event] : []))
  await expect.poll(() => vitals().map(({ element }) => element)).toContain('FCP')
  // The others are known when the page is left.
  await page.goto('about:blank')
  await expect
    .poll(() => new Set(vitals().map(({ element }) => element)))
    .toEqual(new Set(['FCP', 'TTFB', 'LCP', 'CLS']))
  for (const { value, metadata } of vitals()) {
    expect(Number(value)).toBeGreaterThanOrEqual(0)
    expect(metadata).toEqual({ rating: expect.stringMatching(/^(good|needs-improvement|poor)$/) })
  }

  const plain = await startHostSite(browser(), { attributes })
  const other = await plain.open()
  await other.evaluate(() => window.analyticsClient?.getHealth())
  expect(plain.analytics.requests.filter((path) => path.includes('vitals'))).toEqual([])
})
