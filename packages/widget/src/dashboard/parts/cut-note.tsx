import { useDashboard } from '../context.js'
import { fill } from '../format.js'

/** Says where an answer begins, if that is later than was asked for. */
export function CutNote({ answer }: { answer: object }) {
  const { words, format } = useDashboard()
  return isCut(answer) ? <p class="footnote">{fill(words.insight.cut, { time: format.moment(answer.from) })}</p> : null
}

const isCut = (answer: object): answer is { from: string } =>
  'isCut' in answer && answer.isCut === true && 'from' in answer && typeof answer.from === 'string'
