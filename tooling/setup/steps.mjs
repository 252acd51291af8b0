import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const binaries = join(root, 'node_modules', '.bin')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The environment of every tool that is started from here: finds the installed tools, and none of them phones home. */
export const environment = {
  ...process.env,
  PATH: [binaries, process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  npm_config_update_notifier: 'false',
}

/** Ends the process with one line that says what to do. */
export function stop(message) {
  console.error(`\n✖ ${message}`)
  process.exit(1)
}

/** Runs a tool in the project's root and answers its exit code. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: environment,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  if (result.error) stop(`${command} could not be started: ${result.error.message}`)
  return result.status ?? 1
}

export function requireNode() {
  const needed = manifest.engines.node.replace('>=', '').split('.').map(Number)
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
    stop(`Node ${process.versions.node} is too old: install Node ${needed.join('.')} or newer from https://nodejs.org.`)
  }
}

/**
 * Installs from the lockfile with the pinned pnpm, which npx fetches into npm's cache: nothing is installed globally.
 * A stamp of what was installed makes the next start skip it.
 */
export function install() {
  const stampFile = join(root, 'node_modules', '.installed')
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(`${process.platform} ${process.arch} ${process.version}`)
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return

  console.log('Installing packages (once; a minute or so) …')
  if (run('npx', ['--yes', manifest.packageManager, 'install', '--frozen-lockfile', '--prefer-offline']) !== 0) {
    stop(
      'The packages could not be installed: see above. A network or proxy problem is the usual cause; then run it again.',
    )
  }
  writeFileSync(stampFile, stamp)
}

/** Builds what has changed since the last build. */
export function build() {
  console.log('Building …')
  if (run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']) !== 0) {
    stop('The build failed: see above.')
  }
}
