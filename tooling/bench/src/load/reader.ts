// A program: asks all questions of a dashboard without pause, until it is told to end or five minutes have passed.
// It prints a port like every other child, that of the server it asks, once the first round is answered.
import { busiestUser, QUESTIONS } from '../questions.js'
import { ask } from './ask.js'

const [url = '', days = '30'] = process.argv.slice(2)
process.on('SIGTERM', () => process.exit(0))

// A question that ran out of its time has kept the server as busy as one that was answered.
const ONCE = { times: 1, seconds: 60, mayTimeOut: true }
const about = { days: Number(days), userId: await busiestUser(url) }
const endsAt = Date.now() + 5 * 60_000
for (let round = 0; Date.now() < endsAt; round++) {
  for (const question of QUESTIONS) await ask(url, question.path(about), ONCE)
  if (round === 0) console.log(url)
}
