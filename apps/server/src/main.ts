#!/usr/bin/env node
// Nothing that needs a newer Node may be imported before this is known to be one.
const OLDEST_NODE = [20, 19] as const
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}: see https://nodejs.org`,
  )
  process.exitCode = 1
} else {
  const { runProgram } = await import('./cli/program.js')
  await runProgram(process.argv)
}

export {}
