import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LegacyRow, openLegacy } from '@son1k/store'
import { expect, it, onTestFinished } from 'vitest'
import { connect, temporaryFolder } from './support/database.js'

const newFile = async () => join(await temporaryFolder(), 'old.db')

it('the rows of an old database come table by table, without addresses, whatever their values are', async () => {
  const file = await newFile()
  const client = connect(`file:${file}`)
  await client.batch([
    `CREATE TABLE music_generations (id TEXT PRIMARY KEY, user_id TEXT, tempo INTEGER, duration REAL, prompt, timestamp TEXT,
      ip_address TEXT, user_agent TEXT)`,
    'CREATE TABLE user_sessions (session_id TEXT PRIMARY KEY, user_id TEXT, start_time TEXT, ip_address TEXT)',
    "INSERT INTO music_generations VALUES ('g1', 'ana', 9223372036854775807, 1.5, X'6c6c75766961', NULL, '203.0.113.9', 'curl')",
    "INSERT INTO user_sessions VALUES ('s1', 'ana', '2025-09-25T22:00:17.401066', '203.0.113.9')",
    `WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 4500)
     INSERT INTO user_sessions SELECT 's' || n, 'ana', '2025-09-25T22:00:17', NULL FROM n`,
  ])
  const legacy = await openLegacy(file)
  onTestFinished(() => legacy.close())
  const rows: LegacyRow[] = []
  for await (const page of legacy.read()) rows.push(...page)
  expect(legacy.rows).toBe(4_501)
  expect(rows).toHaveLength(4_501)
  expect(rows[0]).toEqual({
    table: 'user_sessions',
    row: 1,
    values: { session_id: 's1', user_id: 'ana', start_time: '2025-09-25T22:00:17.401066' },
  })
  expect(rows.at(-1)).toEqual({
    table: 'music_generations',
    row: 1,
    values: { id: 'g1', user_id: 'ana', tempo: 2 ** 63, duration: 1.5, prompt: 'lluvia', timestamp: null },
  })
})

it.each([
  ['is not there', async () => {}, 'There is no file'],
  ['is no database', (file: string) => writeFile(file, 'a letter '.repeat(500)), "can't be read"],
  [
    'has other tables',
    (file: string) => connect(`file:${file}`).execute('CREATE TABLE notes (text)'),
    'none of the tables',
  ],
])('a file that %s is refused, saying what to name', async (_what, prepare, message) => {
  const file = await newFile()
  await prepare(file)
  await expect(openLegacy(file)).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    message: expect.stringMatching(`${message}.*SQLite file of the old server`),
  })
})
