// `npm run screenshots`: installs, builds and photographs every view into screenshots/, to be looked at.
// `npm run screenshots -- music 320` takes only those with such a word in their names.
import { build, install, requireNode, run } from './steps.mjs'

requireNode()
install()
build()
process.exitCode = run(process.execPath, ['tooling/e2e/screenshots/main.mjs', ...process.argv.slice(2)])
