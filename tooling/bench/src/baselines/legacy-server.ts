// The replaced system's analytics: its questions in SQL over its tables, without indexes, behind a bare HTTP server.
import { legacyTime, openLegacy } from '../data/legacy.js'
import { listen } from './listen.js'

const [file = ''] = process.argv.slice(2)
const client = await openLegacy(file)

const GENERATIONS = `SELECT COUNT(*) AS total, SUM(CASE WHEN success THEN 1 ELSE 0 END) AS succeeded,
  SUM(CASE WHEN success THEN 0 ELSE 1 END) AS failed, AVG(duration) AS duration, AVG(generation_time) AS generation_time,
  SUM(CASE WHEN ai_enhanced THEN 1 ELSE 0 END) AS ai_usage FROM music_generations WHERE timestamp >= ?`
const SESSIONS = `SELECT COUNT(*) AS total, COUNT(DISTINCT user_id) AS users, AVG(total_time) AS duration
  FROM user_sessions WHERE start_time >= ?`
const popular = (column: 'style' | 'prompt') => `SELECT ${column}, COUNT(*) AS count FROM music_generations
  WHERE timestamp >= ? AND success GROUP BY ${column} ORDER BY count DESC, ${column} LIMIT 10`
const AI_USAGE_BY_DAY = `SELECT DATE(timestamp) AS date, COUNT(*) AS count FROM music_generations
  WHERE timestamp >= ? AND ai_enhanced GROUP BY DATE(timestamp) ORDER BY date`

listen(async ({ url }) => {
  const days = Number(new URL(url, 'http://127.0.0.1').searchParams.get('days') ?? 7)
  const since = legacyTime(new Date(Date.now() - days * 24 * 3_600_000).toISOString())
  const select = async (sql: string) => (await client.execute({ sql, args: [since] })).rows
  const [generations] = await select(GENERATIONS)
  const [sessions] = await select(SESSIONS)
  return {
    success: true,
    data: {
      music_metrics: generations,
      session_metrics: sessions,
      popular_styles: await select(popular('style')),
      popular_prompts: await select(popular('prompt')),
      ai_usage_by_day: await select(AI_USAGE_BY_DAY),
    },
    timestamp: new Date().toISOString(),
  }
})
