import { once } from 'node:events'
import { createServer } from 'node:http'

export type MusicPage = {
  /** A page with the script tag. */
  tracked: string
  /** The same page without it. */
  plain: string
  close(): Promise<void>
}

/** Serves a small page of a music app, from an origin of its own as music apps are. */
export async function serveMusicPage(serverUrl: string): Promise<MusicPage> {
  const server = createServer((request, response) => {
    const tag = request.url === '/tracked' ? `<script src="${serverUrl}/widget.js" defer></script>` : ''
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><html lang="en"><head><title>Music</title><link rel="icon" href="data:,">${tag}</head>
<body><h1>Music</h1><button id="generate" class="btn primary">Generate</button></body></html>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    tracked: `${origin}/tracked`,
    plain: `${origin}/plain`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
