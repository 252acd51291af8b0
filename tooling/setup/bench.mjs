// `npm run bench`: installs, builds and measures. `npm run bench -- --help` says what can be asked for.
import { build, install, requireNode, run } from './steps.mjs'

requireNode()
install()
build()
process.exitCode = run(process.execPath, ['tooling/bench/dist/main.js', ...process.argv.slice(2)])
