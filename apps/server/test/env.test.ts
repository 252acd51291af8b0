import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readSettings, SETTING_NAMES } from '../src/env.js'

test('every setting has a default', () => {
  expect(readSettings({})).toEqual({
    host: '127.0.0.1',
    port: 8002,
    databaseUrl: 'file:data/analytics.db',
    retentionDays: 30,
    promptRetentionDays: 0,
    promptMinUsers: 1,
    sessionTimeoutMinutes: 30,
    logLevel: 'info',
    allowsPrivateWebhooks: true,
  })
})

test('an empty value is the same as none, and what is for others is left alone', () => {
  expect(readSettings({ PORT: '', READ_TOKEN: '', PATH: '/bin' })).toEqual(readSettings({}))
})

test('all that is set is taken', () => {
  const file = fileURLToPath(import.meta.url)
  const names = fileURLToPath(new URL('./fixtures/names.txt', import.meta.url))
  expect(
    readSettings({
      HOST: '0.0.0.0',
      PORT: '0',
      DATABASE_URL: 'libsql://analytics.example',
      DATABASE_AUTH_TOKEN: 'secret',
      RETENTION_DAYS: '0',
      PROMPT_RETENTION_DAYS: '7',
      PROMPT_MIN_USERS: '5',
      PROMPT_MASK: 'email, names',
      PROMPT_MASK_NAMES: names,
      SESSION_TIMEOUT_MINUTES: '45',
      TIME_ZONE: 'Europe/Madrid',
      READ_TOKEN: 'a-very-long-random-token',
      ALLOWED_ORIGINS: 'https://music.example, http://localhost:3000',
      TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1/128,loopback',
      TLS_CERT: file,
      TLS_KEY: file,
      WEBHOOK_PRIVATE_ADDRESSES: 'refuse',
      LOG_LEVEL: 'warn',
    }),
  ).toEqual({
    host: '0.0.0.0',
    port: 0,
    databaseUrl: 'libsql://analytics.example',
    databaseAuthToken: 'secret',
    retentionDays: 0,
    promptRetentionDays: 7,
    promptMinUsers: 5,
    promptMask: { masks: ['email', 'names'], names: ['Ana', 'Juan Carlos'] },
    sessionTimeoutMinutes: 45,
    timeZone: 'Europe/Madrid',
    readToken: 'a-very-long-random-token',
    allowedOrigins: ['https://music.example', 'http://localhost:3000'],
    trustProxy: ['127.0.0.1', '10.0.0.0/8', '::1/128', 'loopback'],
    tls: { cert: expect.any(Buffer), key: expect.any(Buffer) },
    logLevel: 'warn',
    allowsPrivateWebhooks: false,
  })
})

test('`npm run dev` hands on every setting', () => {
  const turbo = readFileSync(new URL('../../../turbo.json', import.meta.url), 'utf8')
  expect(JSON.parse(turbo)).toMatchObject({ tasks: { dev: { passThroughEnv: SETTING_NAMES } } })
})

test('ALLOWED_ORIGINS=* is all', () => {
  expect(readSettings({ ALLOWED_ORIGINS: '*' }).allowedOrigins).toBeUndefined()
})

describe('a wrong setting is named', () => {
  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'analytics.db'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', 'libsql://analytics.example?authToken=secret'],
    ['DATABASE_URL', 'https://someone:secret@analytics.example'],
    ['RETENTION_DAYS', '7'],
    ['RETENTION_DAYS', 'never'],
    ['SESSION_TIMEOUT_MINUTES', '0'],
    ['TIME_ZONE', 'Madrid'],
    ['ALLOWED_ORIGINS', 'music.example'],
    ['ALLOWED_ORIGINS', 'https://music.example/page'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/8/8'],
    ['PROMPT_RETENTION_DAYS', '-1'],
    ['PROMPT_MIN_USERS', '0'],
    ['PROMPT_MASK', 'email,faces'],
    ['PROMPT_MASK_NAMES', '/nowhere/names.txt'],
    ['TLS_CERT', '/nowhere/cert.pem'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^Wrong settings: .*${name} must (?!.*secret)`))
  })

  test('names to mask without a list of them, and the other way round', () => {
    const list = fileURLToPath(new URL('./fixtures/names.txt', import.meta.url))
    for (const settings of [{ PROMPT_MASK: 'names' }, { PROMPT_MASK: 'email', PROMPT_MASK_NAMES: list }])
      expect(() => readSettings(settings)).toThrow(/PROMPT_MASK_NAMES must be set where PROMPT_MASK has names/)
  })

  test('and all of them at once, in one line that shows no secret', () => {
    const settings = {
      PORT: 'x',
      LOG_LEVEL: 'loud',
      DATABASE_AUTH_TOKEN: 'secret',
      TLS_CERT: fileURLToPath(import.meta.url),
    }
    const read = () => readSettings(settings)
    expect(read).toThrow(/PORT must.*LOG_LEVEL must.*TLS_CERT and TLS_KEY must be set together$/)
    expect(read).not.toThrow(/secret|\n/)
  })
})
