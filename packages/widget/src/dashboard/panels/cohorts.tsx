import type { Cohort } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { Choice } from '../parts/choice.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { ScrollBox } from '../parts/scroll-box.js'

/** Who comes back: the people of each day or week, and the share of them that was there in the ones after. */
export function Cohorts() {
  const { words, format } = useDashboard()
  const text = words.people
  const [interval, setInterval] = useState<'day' | 'week'>('week')
  const periodName = (period: number) =>
    fill(interval === 'week' ? text.weekNumber : text.dayNumber, { n: format.count(period) })
  return (
    <InsightPanel
      name="cohorts"
      isWide
      title={text.cohorts}
      unit={text.cohortsUnit}
      choice={interval}
      controls={
        <Choice
          label={text.interval}
          options={[
            ['week', text.byWeek],
            ['day', text.byDay],
          ]}
          value={interval}
          onChoose={setInterval}
        />
      }
      load={(ask, { range, filters }, abort) => ask('analytics.retention', { range, filters, interval }, abort)}
      table={({ cohorts }) => ({
        head: [text.firstSeen, text.users, ...periodsOf(cohorts).map(periodName)],
        rows: cohorts.map(({ date, users, active }) => [
          cell(date),
          cell(users),
          ...active.map((count) => cell(count)),
        ]),
      })}
      isText
      isEmpty={({ cohorts }) => cohorts.every(({ users }) => users === 0)}
    >
      {({ cohorts }) => {
        const shown = cohorts.filter(({ users }) => users > 0).reverse()
        return (
          <ScrollBox labelledBy="panel-cohorts">
            <table class="heat cohorts">
              <thead>
                <tr>
                  <th scope="col" class="row-name">
                    {text.firstSeen}
                  </th>
                  <th scope="col">{text.users}</th>
                  {periodsOf(shown).map((period) => (
                    <th key={period} scope="col">
                      {periodName(period)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map(({ date, users, active }) => (
                  <tr key={date}>
                    <th scope="row">{format.shortDay(date)}</th>
                    <td>{format.count(users)}</td>
                    {active.map((count, period) => (
                      <td
                        key={period}
                        style={{ '--share': count / users }}
                        title={`${format.count(count)} / ${format.count(users)}`}
                      >
                        {format.wholePercent(count / users)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )
      }}
    </InsightPanel>
  )
}

/** The periods after that of the first visit, of the cohort that has most. */
const periodsOf = (cohorts: Cohort[]) =>
  Array.from({ length: Math.max(...cohorts.map(({ active }) => active.length)) }, (_, period) => period)
