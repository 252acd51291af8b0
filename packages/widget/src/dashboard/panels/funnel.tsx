import type { FunnelStep } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { Choice } from '../parts/choice.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { rateCell } from '../parts/rate-cell.js'
import { StepBars } from '../parts/step-bars.js'

const KEEPS = ['save', 'download', 'share', 'like'] as const
/** What stands between a track that was made and one that was kept. */
const HEARINGS = ['play', 'play_30s', 'play_complete', 'regenerate'] as const
const PERS = ['user', 'session'] as const

/** How many come from a visit to a track that they keep, and where the others stop. */
export function Funnel() {
  const { words, format } = useDashboard()
  const text = words.funnel
  const { feed } = words
  const [keep, setKeep] = useState<(typeof KEEPS)[number]>('save')
  const [heard, setHeard] = useState<(typeof HEARINGS)[number]>('play')
  const [per, setPer] = useState<(typeof PERS)[number]>('user')
  const steps: [FunnelStep, string][] = [
    [{ state: 'session' }, feed.sessionStart],
    [{ state: 'succeeded' }, feed.generation.succeeded],
    [{ action: heard }, feed.actions[heard]],
    [{ action: keep }, feed.actions[keep]],
  ]
  return (
    <InsightPanel
      name="funnel"
      title={text.title}
      unit={text.unit}
      choice={`${heard} ${keep} ${per}`}
      controls={
        <>
          <Choice
            label={text.step}
            options={HEARINGS.map((each) => [each, feed.actions[each]])}
            value={heard}
            onChoose={setHeard}
          />
          <Choice
            label={text.last}
            options={KEEPS.map((each) => [each, feed.actions[each]])}
            value={keep}
            onChoose={setKeep}
          />
          <Choice label={text.per} options={PERS.map((each) => [each, text[each]])} value={per} onChoose={setPer} />
        </>
      }
      load={(ask, { range, filters, compare }, abort) =>
        ask('analytics.funnel', { range, filters, compare, per, steps: steps.map(([step]) => step) }, abort)
      }
      isEmpty={(answer) => answer.steps.every(({ reached }) => reached === 0)}
      table={(answer) => ({
        head: [
          text.step,
          per === 'user' ? words.people.users : words.metrics.sessions,
          ...(answer.previous ? [words.insight.before] : []),
          text.share,
          text.conversion,
          text.median,
        ],
        rows: answer.steps.map(({ reached, share, conversion, medianSeconds }, index) => [
          cell(steps[index]?.[1]),
          cell(reached, format.count),
          ...(answer.previous ? [cell(answer.previous.steps[index]?.reached, format.count)] : []),
          cell(share, format.percent),
          rateCell(conversion, format),
          cell(medianSeconds, (seconds) => format.duration(seconds).text),
        ]),
      })}
    >
      {(answer) => (
        <StepBars
          steps={answer.steps.map((step, index) => ({
            ...step,
            name: steps[index]?.[1] ?? '',
            before: answer.previous?.steps[index]?.reached,
          }))}
        />
      )}
    </InsightPanel>
  )
}
