// `npm run dev`: compiles as sources change, and restarts the server when its output does, or that of a package it loads.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const main = fileURLToPath(new URL('dist/main.js', import.meta.url))

const children = [
  spawn(process.execPath, [fileURLToPath(new URL('bundle.mjs', import.meta.url)), '--watch'], { stdio: 'inherit' }),
  spawn(process.execPath, ['--watch', '--watch-preserve-output', main, 'serve', '--hello'], {
    cwd: root,
    stdio: 'inherit',
  }),
]

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
