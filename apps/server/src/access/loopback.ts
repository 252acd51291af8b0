import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

const loopbackAddresses = new BlockList()
loopbackAddresses.addSubnet('127.0.0.0', 8, 'ipv4')
loopbackAddresses.addAddress('::1', 'ipv6')

/** Whether a name or address, `[::1]` in brackets too, is this machine whatever a name server says. */
export function isLoopbackHost(host: string): boolean {
  // Nearly always it is one of these, and this is asked at every request.
  if (host === '127.0.0.1' || host === 'localhost') return true
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  const version = isIP(name)
  return version !== 0 && loopbackAddresses.check(name, version === 4 ? 'ipv4' : 'ipv6')
}

/** Whether an origin, `http://localhost:3000`, is a page of this machine. `null` is not. */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname)
}

const FORWARDING_HEADERS = new Set(['forwarded', 'via', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'])

/** Whether a proxy passed the request on: then its address is the proxy's and says nothing of who asks. */
function isForwarded({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  for (const name in headers) if (name.startsWith('x-forwarded-') || FORWARDING_HEADERS.has(name)) return true
  return false
}

type Headers = Pick<FastifyRequest, 'headers'>

/**
 * Whether a request names this machine and comes from no page of another: neither through a name that was pointed here,
 * nor a proxy, nor another site in the browser.
 */
export function comesFromLoopback(request: Headers): boolean {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers
  const url = `http://${host}`
  if (!URL.canParse(url) || !isLoopbackHost(new URL(url).hostname) || isForwarded(request)) return false
  return origin === undefined ? site !== 'cross-site' : isLoopbackOrigin(origin)
}

/** The same, of a program or page that runs on it, too. */
export const isOfThisMachine = (request: Headers & Pick<FastifyRequest, 'ip'>): boolean =>
  isLoopbackHost(request.ip) && comesFromLoopback(request)

/** Whether a program or page of this machine asks, and no proxy on it for somebody else. */
export const isDirectlyFromHere = (request: Headers & Pick<FastifyRequest, 'ip'>): boolean =>
  isLoopbackHost(request.ip) && !isForwarded(request)
