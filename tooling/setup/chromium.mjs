import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...programs.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications]
  return candidates.find((path) => existsSync(path))
}

export function requireChromium() {
  const found = findChromium() ?? installFromDebian()
  if (found) return found
  throw new Error(
    'The browser tests need Chrome, Chromium or Edge: install one (on Debian: apt-get install chromium), or set CHROMIUM_PATH to its program.',
  )
}

function installFromDebian() {
  if (!existsSync('/usr/bin/apt-get')) return undefined
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
  }
  console.log('Installing Chromium for the browser tests (once) …')
  if (apt('update') && apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'))
    return findChromium()
  return undefined
}
