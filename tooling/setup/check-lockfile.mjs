// The lockfile of one machine has to serve every other: binaries of other platforms must be in it, which some installs
// leave out, and no registry's address.
import { readFileSync } from 'node:fs'

const lines = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8').split('\n')
const packages = lines.flatMap((line) => line.match(/^ {2}'?([^' ]+@[^':(]+)'?:/)?.[1] ?? [])

const platformless = (name) => name.replace(/(?<=[/-])(linux|darwin)-.*@/, '*@')
const on = (platform) => packages.filter((name) => name.includes(platform))
const onMac = new Set(on('darwin-').map(platformless))
const missing = new Set(
  on('linux-')
    .map(platformless)
    .filter((name) => !onMac.has(name)),
)
const addresses = lines.filter((line) => /https?:\/\//.test(line))

for (const name of missing) console.error(`pnpm-lock.yaml has ${name} for Linux alone: add it with network again`)
for (const line of addresses) console.error(`pnpm-lock.yaml holds an address: ${line.trim()}`)
process.exitCode = missing.size + addresses.length === 0 ? 0 : 1
