// `npm run dev`: rebuilds each package when its files change, and restarts the server when any output does.
import { build, install, requireNode, run } from './steps.mjs'

requireNode()
install()
build()
process.exitCode = run('turbo', ['run', 'dev', '--concurrency=20'])
