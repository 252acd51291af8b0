import { expect, test } from 'vitest'
import { isLoopbackHost, isLoopbackOrigin } from '../src/access/loopback.js'

test.each([
  [true, '127.0.0.1'],
  [true, '127.9.8.7'],
  [true, '::1'],
  [true, '[::1]'],
  [true, '::ffff:127.0.0.1'],
  [true, 'LOCALHOST'],
  [true, 'music.localhost'],
  [false, '0.0.0.0'],
  [false, '10.0.0.1'],
  [false, '::2'],
  [false, 'localhost.evil.example'],
  [false, '127.0.0.1.evil.example'],
  [false, ''],
])('%s: %s', (expected, host) => {
  expect(isLoopbackHost(host)).toBe(expected)
})

test.each([
  [true, 'http://localhost:3000'],
  [true, 'https://127.0.0.1'],
  [true, 'http://[::1]:3000'],
  [false, 'null'],
  [false, ''],
  [false, 'https://localhost.evil.example'],
  [false, 'file://'],
])('%s: %s', (expected, origin) => {
  expect(isLoopbackOrigin(origin)).toBe(expected)
})
