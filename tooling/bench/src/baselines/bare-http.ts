// The least a server in Node can do with an event: parse its JSON and answer. Nothing is stored.
import { randomUUID } from 'node:crypto'
import { listen } from './listen.js'

listen(() => ({ success: true, event_id: randomUUID(), timestamp: new Date().toISOString() }))
