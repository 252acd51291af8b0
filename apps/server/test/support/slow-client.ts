import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A client that takes its time; its connection ends with the test at the latest. */
export type SlowClient = { socket: Socket; received: () => string; isGone: () => boolean }

/** Connects, says `first` and then `next` again and again, every 50 ms. Reads nothing at all unless `reads`. */
export function slowClient(url: string, says: { first: string; next?: string; reads?: boolean }): SlowClient {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let received = ''
  let gone = false
  // That the server hangs up is what these are for.
  socket.on('error', () => {})
  socket.on('close', () => {
    gone = true
  })
  if (says.reads !== false) socket.on('data', (chunk) => (received += chunk))
  socket.write(says.first)
  const speaking = setInterval(() => void (says.next !== undefined && socket.writable && socket.write(says.next)), 50)
  onTestFinished(() => {
    clearInterval(speaking)
    socket.destroy()
  })
  return { socket, received: () => received, isGone: () => gone }
}

const HOST = 'Host: localhost\r\n'
const post = (length: number) => `POST /api/track/batch HTTP/1.1\r\n${HOST}Content-Length: ${length}\r\n\r\n`

/** The ways to be slow: what such a client says. */
export const SLOW = {
  /** Has sent much of a large body, and goes on byte by byte. */
  body: { first: post(400_000) + ' '.repeat(100_000), next: ' ' },
  headers: { first: `GET /api/health HTTP/1.1\r\n${HOST}`, next: 'X-More: of this\r\n' },
  /** Was answered, and stays. */
  idle: { first: `GET /api/health HTTP/1.1\r\n${HOST}\r\n` },
  /** Says nothing. */
  silent: { first: '' },
} as const

/** Asks for a file so many times at once, and reads no answer. */
export const slowReader = (times: number) => ({
  first: `GET /widget.js HTTP/1.1\r\n${HOST}\r\n`.repeat(times),
  reads: false,
})
