import { expect, test } from 'vitest'
import { complainOfNode } from '../src/node-version.js'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(complainOfNode(version)).toBeUndefined()
})

test.each(['18.20.4', '20.18.3', '8.0.0'])('Node %s is too old, and the line says so', (version) => {
  expect(complainOfNode(version)).toMatch(
    new RegExp(`^Node 20\\.19 or newer is needed, and this is ${version}: [^\\n]+$`),
  )
})
