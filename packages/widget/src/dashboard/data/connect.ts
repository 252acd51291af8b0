import { createAsk, createChange } from './ask.js'
import { followLive } from './follow-live.js'
import type { Server } from './request.js'
import type { Source } from './source.js'

/** The way to the server. The token, if any, stays in memory. */
export const connect = (server: Server): Source => ({
  ask: createAsk(server),
  change: createChange(server),
  live: (listener) => followLive(server, listener),
})
