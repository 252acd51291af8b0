import { expect, test } from 'vitest'
import { demoDatabaseUrl } from '../src/cli/demo-database-url.js'

test.each([
  ['file:data/analytics.db', 'file:data/demo.db'],
  ['file:analytics.db', 'file:demo.db'],
  ['file:C:\\data\\analytics.db', 'file:C:\\data\\demo.db'],
  ['file:data/demo.db', 'file:data/demo-demo.db'],
  ['file:demo.db', 'file:demo-demo.db'],
  ['file:data/Demo.db', 'file:data/demo-demo.db'],
  ['libsql://analytics.example', 'file:data/demo.db'],
])('sample data of %s goes to %s', (main, demo) => {
  expect(demoDatabaseUrl(main)).toBe(demo)
})
