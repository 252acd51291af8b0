// `npm run check`: types, format and lint, dependency boundaries, unused code.
import { pathToFileURL } from 'node:url'
import { install, requireNode, run } from './steps.mjs'

const checks = [
  ['types', 'turbo', ['run', 'check:types', '--output-logs=errors-only', '--log-order=grouped']],
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['dependency boundaries', 'turbo', ['boundaries']],
  ['unused code', 'knip', ['--no-progress']],
  ['lockfile', process.execPath, ['tooling/setup/check-lockfile.mjs']],
]

/** Runs every check, also after one has failed, and answers the names of those that failed. */
export function check() {
  return checks
    .filter(([name, command, args]) => {
      console.log(`Checking ${name} …`)
      return run(command, args) !== 0
    })
    .map(([name]) => name)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  requireNode()
  install()
  const failed = check()
  console.log(failed.length === 0 ? '✔ All checks passed.' : `✖ Failed: ${failed.join(', ')}. See above.`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
