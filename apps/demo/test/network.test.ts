import { beforeEach, describe, expect, test } from 'vitest'
import { type SimulatedNetwork, simulateNetwork } from '../src/network/simulate.js'

/** A page whose `fetch` answers only when it is told to. */
function createPage(stored = new Map<string, string>()) {
  const told: string[] = []
  const asked: { url: string; signal: AbortSignal }[] = []
  const page = {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      const { signal } = init ?? {}
      if (!signal) throw new Error('A request that can’t be cut.')
      asked.push({ url: String(input), signal })
      return new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
    navigator: Object.create({ onLine: true }),
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
    dispatchEvent: (event: Event) => told.push(event.type) > 0,
  }
  return { page, told, asked, stored }
}

describe('a simulated network', () => {
  let world: ReturnType<typeof createPage>
  let network: SimulatedNetwork
  beforeEach(() => {
    world = createPage()
    network = simulateNetwork(world.page)
  })

  test('lets requests through until it is cut', () => {
    void world.page.fetch('/a')
    expect(world.asked.map(({ url }) => url)).toEqual(['/a'])
    expect(world.page.navigator.onLine).toBe(true)
  })

  test('fails running and new requests as a lost network does, and tells the page', async () => {
    const running = world.page.fetch('/stream')
    network.cut()
    await expect(running).rejects.toThrow(TypeError)
    await expect(world.page.fetch('/b')).rejects.toThrow('Failed to fetch')
    expect(world.asked).toHaveLength(1)
    expect(world.page.navigator.onLine).toBe(false)
    expect(world.told).toEqual(['offline'])
  })

  test('comes back', () => {
    network.cut()
    network.restore()
    void world.page.fetch('/c')
    expect(world.asked[0]?.signal.aborted).toBe(false)
    expect(world.page.navigator.onLine).toBe(true)
    expect(world.told).toEqual(['offline', 'online'])
  })

  test('still obeys the signal of the caller', async () => {
    const controller = new AbortController()
    const request = world.page.fetch('/d', { signal: controller.signal })
    controller.abort(new Error('not wanted any more'))
    await expect(request).rejects.toThrow('not wanted any more')
  })

  test('stays cut over a reload', async () => {
    network.cut()
    const reloaded = createPage(world.stored)
    expect(simulateNetwork(reloaded.page).isCut()).toBe(true)
    await expect(reloaded.page.fetch('/e')).rejects.toThrow('Failed to fetch')
  })

  test('tells only of changes', () => {
    network.restore()
    network.cut()
    network.cut()
    expect(world.told).toEqual(['offline'])
  })
})
