#!/usr/bin/env node
import { complainOfNode } from './node-version.js'

const complaint = complainOfNode(process.versions.node)
if (complaint === undefined) {
  // Only now, because what this loads may not even parse on an older Node.
  const { runProgram } = await import('./cli/program.js')
  await runProgram(process.argv)
} else {
  console.error(complaint)
  process.exitCode = 1
}
