import { createHash, timingSafeEqual } from 'node:crypto'
import { AnalyticsError } from '@son1k/contract'
import type { FastifyRequest } from 'fastify'
import { isForwarded, isLoopbackHost, isLoopbackOrigin } from './loopback.js'

type Asking = Pick<FastifyRequest, 'headers'>

/**
 * Who may see what was stored: who shows the read token; where none is set, pages and programs of this machine, as long
 * as the server listens to it alone. So neither another site in the browser, nor a name that was pointed here, nor a
 * proxy in front can read by accident.
 * @returns a check that throws `UNAUTHORIZED`, saying what to do
 */
export function createReadCheck(options: { readToken?: string | undefined; host: string }): (request: Asking) => void {
  if (options.readToken !== undefined) {
    const expected = sha256(options.readToken)
    return ({ headers }) => {
      const shown = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
      if (shown === undefined) throw unauthorized('Reading needs the token: send Authorization: Bearer <READ_TOKEN>')
      if (!timingSafeEqual(sha256(shown), expected)) throw unauthorized('This is not the read token of this server')
    }
  }
  if (!isLoopbackHost(options.host)) {
    return () => {
      throw unauthorized(
        'Reading is closed, because others can reach this server: start it with READ_TOKEN=<a long random text> to open it and send Authorization: Bearer <it>',
      )
    }
  }
  return (request) => {
    if (!comesFromLoopback(request))
      throw unauthorized(
        'Reading is open to this machine alone until the server has a token: start it with READ_TOKEN=<a long random text> and send Authorization: Bearer <it>',
      )
  }
}

function comesFromLoopback(request: Asking): boolean {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers
  const url = `http://${host}`
  if (!URL.canParse(url) || !isLoopbackHost(new URL(url).hostname) || isForwarded(request)) return false
  return origin === undefined ? site !== 'cross-site' : isLoopbackOrigin(origin)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
const unauthorized = (message: string) => new AnalyticsError('UNAUTHORIZED', message)
