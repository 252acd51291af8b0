import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

const CHANNEL = 'fastify.initialization'

/** Holds at run time: Fastify says so of this channel. */
const instanceIn = (message: unknown) => (message as { fastify: FastifyInstance }).fastify

/** Every route, `GET /api/health`, of the servers that are built meanwhile. */
export async function routesOf(build: () => Promise<unknown>): Promise<string[]> {
  const routes: string[] = []
  const listen = (message: unknown) => {
    instanceIn(message).addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((each) => `${each} ${url}`))
    })
  }
  subscribe(CHANNEL, listen)
  try {
    await build()
  } finally {
    unsubscribe(CHANNEL, listen)
  }
  return routes
}
