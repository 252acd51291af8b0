import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { securityHeaders } from './security-headers.js'

/** The folders of pages and scripts to serve. */
export type PublicDirectories = { widget: string; demo: string }

const YEAR_SECONDS = 31_536_000
const SHORT_SECONDS = 300

/** Serves the dashboard page and the widget at `/`, and the demo at `/demo/`, to a scope of its own. */
export async function serveFiles(app: FastifyInstance, { widget, demo }: PublicDirectories): Promise<void> {
  for (const directory of [widget, demo])
    if (!existsSync(directory)) throw new Error(`${directory} is missing: run \`npm run build\` first`)

  await securityHeaders(app)
  // A path that leads out of the folder is refused with 403, as if there were something to have.
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 403) return reply.callNotFound()
    throw error
  })
  await app.register(staticFiles, {
    root: demo,
    prefix: '/demo',
    redirect: true,
    decorateReply: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
  })
  await app.register(staticFiles, {
    root: widget,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => setWidgetHeaders(reply, relative(widget, path)),
  })
}

/** Pages of other sites load these, by a script tag and from there by `import()`; but not our own page. */
function setWidgetHeaders(reply: FastifyReply, file: string): void {
  reply.header('cache-control', cacheOf(file))
  if (!file.endsWith('.html')) reply.header('cross-origin-resource-policy', 'cross-origin')
}

/** An asset's name changes with its content; the script tag's can't; a page must know the names of its assets. */
function cacheOf(file: string): string {
  if (file.startsWith('assets')) return `public, max-age=${YEAR_SECONDS}, immutable`
  return file.endsWith('.html') ? 'no-cache' : `public, max-age=${SHORT_SECONDS}`
}
