import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type SiteFile = { type: 'text/html' | 'text/javascript'; body: string; headers?: Record<string, string> }

/**
 * A music app of someone else's: a site on an origin of its own, until the test ends.
 * @param files by their paths, such as `/`; any other path is not found
 */
export async function startSite(files: Record<string, SiteFile>): Promise<string> {
  const server = createServer((request, response) => {
    const file = files[new URL(request.url ?? '/', 'http://site').pathname]
    response.writeHead(file ? 200 : 404, {
      'content-type': `${file?.type ?? 'text/plain'}; charset=utf-8`,
      ...file?.headers,
    })
    response.end(file?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

/** A page with the script tag, as the README tells people to write it. */
export function pageWithWidget(analyticsOrigin: string, { head = '', body = '' } = {}): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Some music app</title>
    <link rel="icon" href="data:,">
    ${head}
    <script src="${analyticsOrigin}/widget.js" defer></script>
  </head>
  <body>${body}</body>
</html>`
}
