import { openStore } from '@son1k/store'
import { expect, it } from 'vitest'
import { describeStore } from './support/core-behaviour.js'
import { openTestStore } from './support/database.js'
import { delivery, generation } from './support/events.js'
import { startHranaServer } from './support/hrana-server.js'

describeStore('remote', async () => (await startHranaServer()).url)

it('answers STORE_UNAVAILABLE while the remote database is away, and goes on when it is back', async () => {
  const remote = await startHranaServer()
  const failures: unknown[] = []
  const store = await openTestStore({ url: remote.url, onCommitFailure: (failure) => failures.push(failure) })
  const event = generation()
  await remote.stop()
  await expect(store.ingest([event], delivery())).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    retryAfterSeconds: expect.any(Number),
  })
  await expect(store.activeSessions(1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  expect(failures).toHaveLength(1)
  await remote.start()
  expect(await store.ingest([event], delivery())).toEqual([{ status: 'accepted' }])
})

it('says at the start which database it can not reach, without the secrets of its URL', async () => {
  const remote = await startHranaServer()
  await remote.stop()
  const opening = openStore({ url: `${remote.url}?authToken=secret` })
  await expect(opening).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining(remote.url),
  })
  await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('secret') })
})
