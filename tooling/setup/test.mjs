// `npm test`: installs, builds, checks, and runs every test; the last line is `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.mjs'
import { requireChromium } from './chromium.mjs'
import { build, environment, install, requireNode, run, stop } from './steps.mjs'

requireNode()
install()
try {
  environment.CHROMIUM_PATH = requireChromium()
} catch (error) {
  stop(error.message)
}
build()
const failedChecks = check()

const folder = mkdtempSync(join(tmpdir(), 'son1k-test-'))
environment.TEST_SUMMARY_FILE = join(folder, 'summary.json')
const exitCode = run('vitest', ['run', ...process.argv.slice(2)])
const tests = readSummary(environment.TEST_SUMMARY_FILE)
rmSync(folder, { recursive: true })

for (const name of failedChecks) console.error(`✖ check failed: ${name} (npm run check shows it alone)`)
const failed = tests.failed + failedChecks.length
if (tests.skipped > 0) console.error(`✖ ${tests.skipped} tests were skipped`)
console.log(`${tests.passed} passed, ${failed} failed`)
process.exitCode = exitCode !== 0 || failed > 0 || tests.skipped > 0 ? 1 : 0

/** Without a summary the run has died on its way: that is a failure too. */
function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
