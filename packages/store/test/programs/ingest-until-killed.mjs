// Ingests without pause, many calls at a time, and writes the id of each event to stdout once it is acknowledged.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openStore } from '@son1k/store'

const [url] = process.argv.slice(2)
const store = await openStore({ url, timeZone: 'UTC', readers: 1 })

async function ingestForEver(sessionId) {
  for (;;) {
    const now = Date.now()
    const event = {
      type: 'interaction',
      id: randomUUID(),
      occurredAt: new Date(now).toISOString(),
      userId: 'user_1',
      sessionId,
      action: 'page_view',
      element: 'BODY',
    }
    const [result] = await store.ingest([event], { appId: 1, receivedAt: now })
    if (result.status === 'accepted') writeSync(1, `${JSON.stringify(event)}\n`)
  }
}

await Promise.all(Array.from({ length: 20 }, () => ingestForEver(randomUUID())))
