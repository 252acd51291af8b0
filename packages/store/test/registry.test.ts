import { hashOfSecret, openForReading } from '@son1k/store'
import { describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, NOW } from './support/events.js'

describe('tokens', () => {
  it('are kept as a hash alone, and tell the hour of their last use', async () => {
    const url = await newDatabase()
    const { registry } = await openTestStore({ url, now: () => NOW + 25 * 60_000 })
    const made = await registry.createToken({ right: 'read', label: 'the office' })
    expect(made.secret).toMatch(/^son1k_read_[\w-]{43}$/)
    await registry.noteTokenUse({ id: made.id })
    const { tokens } = await registry.read()
    expect(tokens).toEqual([
      {
        id: made.id,
        right: 'read',
        appId: null,
        label: 'the office',
        hash: hashOfSecret(made.secret),
        createdAt: new Date(NOW + 25 * 60_000).toISOString(),
        lastUsedAt: new Date(NOW - (NOW % HOUR)).toISOString(),
        revokedAt: null,
      },
    ])
    const { rows } = await connect(url).execute('SELECT * FROM token')
    expect(JSON.stringify(rows)).not.toContain(made.secret)
  })

  it('are replaced by others of the same kind, and are useless when revoked', async () => {
    const { registry } = await openTestStore()
    const first = await registry.createToken({ right: 'track', app: 'default', label: 'site' })
    const second = await registry.rotateToken({ id: first.id })
    expect(second.secret).toMatch(/^son1k_write_/)
    const { tokens } = await registry.read()
    expect(
      tokens.map(({ id, right, appId, label, revokedAt }) => [id, right, appId, label, revokedAt !== null]),
    ).toEqual([
      [first.id, 'track', 1, 'site', true],
      [second.id, 'track', 1, 'site', false],
    ])
    await registry.revokeToken({ id: second.id })
    await registry.revokeToken({ id: second.id })
    expect((await registry.read()).tokens.every(({ revokedAt }) => revokedAt !== null)).toBe(true)
    await expect(registry.rotateToken({ id: second.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(registry.revokeToken({ id: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(registry.createToken({ right: 'track', app: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('apps', () => {
  it('are made with settings of their own, which can be changed, and read beside a server', async () => {
    const url = await newDatabase()
    const { registry } = await openTestStore({ url })
    await registry.createApp({ slug: 'studio', timeZone: 'Asia/Kathmandu', origins: ['https://a.example'] })
    await registry.changeApp({ app: 'studio', name: 'Studio', retentionDays: 90, origins: null, timeZone: 'UTC' })
    await registry.changeApp({ app: 'default', requiresKey: true })
    const reading = await openForReading({ url })
    expect((await reading.registry.read()).apps).toMatchObject([
      { id: 1, slug: 'default', requiresKey: true, origins: null, retentionDays: null },
      { slug: 'studio', name: 'Studio', timeZone: 'UTC', origins: null, retentionDays: 90, requiresKey: true },
    ])
    await reading.close()
  })

  it('are refused where something is wrong, by the name of the field', async () => {
    const store = await openTestStore()
    const { registry } = store
    await registry.createApp({ slug: 'studio' })
    await expect(registry.createApp({ slug: 'studio' })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    await expect(registry.createApp({ slug: 'x', timeZone: 'Mars' })).rejects.toThrow('timeZone must be')
    await expect(registry.changeApp({ app: 'none', name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(registry.changeApp({ app: 'studio', requiresKey: false })).rejects.toThrow('requiresKey can be')
    await store.ingest([generation()], delivery())
    await expect(registry.changeApp({ app: 'default', timeZone: 'Asia/Tokyo' })).rejects.toThrow('timeZone can be')
    await registry.changeApp({ app: 'default', timeZone: 'UTC' })
  })

  it('keep their events for as long as each says', async () => {
    let now = NOW - 40 * DAY
    const store = await openTestStore({ now: () => now })
    await store.registry.createApp({ slug: 'short', retentionDays: 10, timeZone: 'UTC' })
    await store.registry.createApp({ slug: 'ever', retentionDays: 0, timeZone: 'UTC' })
    for (const appId of [1, 2, 3]) await store.importEvents([generation({ at: NOW - 20 * DAY })], appId)
    now = NOW
    for (const appId of [1, 2, 3]) await store.importEvents([generation({ at: NOW })], appId)
    expect((await store.prune({ retentionDays: 30 })).events).toBe(1)
    expect(await Promise.all([1, 2, 3].map(async (appId) => (await store.status(appId)).events))).toEqual([2, 1, 2])
  })
})
