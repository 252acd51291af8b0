import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { AnalyticsError } from '@son1k/contract'
import { toEnvelope } from './envelope.js'

type ClientError = Error & { code?: string }

/**
 * Answers what is no HTTP, in the envelope of all errors, and hangs up. It never becomes a request, so this writes to
 * the socket itself.
 * @param now milliseconds UTC
 */
export function answerClientError(error: ClientError, socket: Socket, now: number): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { status, message } = refusalOf(error.code)
  const body = JSON.stringify(toEnvelope(new AnalyticsError('VALIDATION_FAILED', message), now))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy(error)
}

function refusalOf(code: string | undefined): { status: number; message: string } {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, message: 'The request took too long to arrive' }
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, message: 'The headers are too large' }
    default:
      return { status: 400, message: 'The request is no valid HTTP' }
  }
}
