// `npm start`: installs, builds and runs the server on its embedded database.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, install, requireNode, root } from './steps.mjs'

requireNode()
install()
build()

// The server runs in this very process: one process to watch, and signals reach it.
const main = join(root, 'apps', 'server', 'dist', 'main.js')
process.argv = [process.argv[0], main, 'serve', '--hello', ...process.argv.slice(2)]
process.chdir(root)
await import(pathToFileURL(main).href)
