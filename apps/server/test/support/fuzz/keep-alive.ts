import { connect, type Socket } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

export type Answer = { status: number; headers: Map<string, string>; body: string; isClosing: boolean }

/**
 * A connection that sends requests byte by byte as they are given, one after the other: a client of any library would
 * refuse most of them. Where the server hung up, it connects again.
 */
export class KeepAlive {
  readonly #port: number
  #socket: Socket | undefined
  #unread = Buffer.alloc(0)
  #wake = () => {}

  constructor(port: number) {
    this.#port = port
  }

  /** @param isHead its answer has no body, whatever it says */
  async ask(request: Buffer, isHead: boolean): Promise<Answer> {
    const isNew = this.#socket === undefined
    const socket = this.#socket ?? this.#connect()
    socket.write(request)
    const answer = await this.#read(isHead)
    // A connection may end between two requests.
    if (answer === undefined && !isNew) return this.ask(request, isHead)
    if (answer === undefined) throw new Error('the server hung up without an answer')
    if (answer.isClosing) this.close()
    return answer
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = undefined
  }

  #connect(): Socket {
    const socket = connect(this.#port, '127.0.0.1').setNoDelay()
    this.#unread = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      if (this.#socket !== socket) return
      this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk])
      this.#wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      this.#wake()
    })
    this.#socket = socket
    return socket
  }

  /** @returns undefined where the connection ended before an answer began */
  async #read(isHead: boolean): Promise<Answer | undefined> {
    const end = await this.#until(() => this.#unread.indexOf('\r\n\r\n'))
    if (end === undefined) return undefined
    const [start = '', ...lines] = this.#take(end + 4)
      .toString('latin1')
      .trimEnd()
      .split('\r\n')
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const status = Number(start.slice(9, 12))
    const isClosing = headers.get('connection') === 'close'
    const hasBody = !isHead && status !== 204 && status !== 304
    // A live view has no end: that it began is enough.
    if (hasBody && headers.get('content-type')?.startsWith('text/event-stream'))
      return { status, headers, isClosing: true, body: '' }
    const body = hasBody ? await this.#readBody(headers) : Buffer.alloc(0)
    const text = unpack(body, headers.get('content-encoding')).toString('utf8')
    return { status, headers, isClosing, body: text }
  }

  async #readBody(headers: Map<string, string>): Promise<Buffer> {
    if (headers.get('transfer-encoding') !== 'chunked') return this.#takeAll(Number(headers.get('content-length') ?? 0))
    const chunks: Buffer[] = []
    for (;;) {
      const end = await this.#until(() => this.#unread.indexOf('\r\n'))
      if (end === undefined) throw new Error('the answer broke off')
      const length = Number.parseInt(this.#take(end + 2).toString('latin1'), 16)
      const chunk = await this.#takeAll(length + 2)
      if (length === 0) return Buffer.concat(chunks)
      chunks.push(chunk.subarray(0, length))
    }
  }

  async #takeAll(length: number): Promise<Buffer> {
    const all = await this.#until(() => (this.#unread.length >= length ? length : -1))
    if (all === undefined) throw new Error('the answer broke off')
    return this.#take(length)
  }

  /** Waits until what is looked for is there: 0 or more. Undefined where the connection ended before. */
  async #until(look: () => number): Promise<number | undefined> {
    for (;;) {
      const found = look()
      if (found >= 0) return found
      if (this.#socket === undefined) return undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #take(length: number): Buffer {
    const taken = this.#unread.subarray(0, length)
    this.#unread = this.#unread.subarray(length)
    return taken
  }
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body
  switch (encoding) {
    case 'gzip':
      return gunzipSync(body)
    case 'br':
      return brotliDecompressSync(body)
    case 'deflate':
      return inflateSync(body)
    default:
      return body
  }
}
