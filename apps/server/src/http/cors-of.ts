import type { FastifyCorsOptions } from '@fastify/cors'
import { accessOfProcedures, accessOfRestPath } from '@son1k/api'
import type { FastifyRequest } from 'fastify'
import { isLoopbackOrigin } from '../access/loopback.js'
import type { Settings } from '../env.js'

const DAY_SECONDS = 86_400

/**
 * Which pages may call: anything public, all; tracking, all or the allowed ones; reading, by name and never `*`, those
 * of this machine and the allowed ones, or all where a token is the guard.
 */
export function corsOf(
  { url, method, headers }: FastifyRequest,
  { allowedOrigins, readToken }: Pick<Settings, 'allowedOrigins' | 'readToken'>,
) {
  const { origin } = headers
  const mayRead =
    origin !== undefined &&
    (readToken !== undefined || isLoopbackOrigin(origin) || allowedOrigins?.includes(origin) === true)
  const origins = {
    public: '*',
    track: allowedOrigins ?? '*',
    read: mayRead ? [origin] : false,
  }
  return {
    origin: origins[accessOf(url.split('?', 1)[0] ?? '')],
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: ['Retry-After'],
    maxAge: DAY_SECONDS,
    // Any other OPTIONS is a question for the route.
    preflight: method === 'OPTIONS' && origin !== undefined && 'access-control-request-method' in headers,
  } satisfies FastifyCorsOptions
}

function accessOf(path: string) {
  if (path.startsWith('/trpc/')) return accessOfProcedures(decodePath(path.slice('/trpc/'.length)))
  return accessOfRestPath(path)
}

/** What can't be decoded is no procedure. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
