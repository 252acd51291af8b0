import type { ErrorAssociation } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { FilterButton } from '../parts/filter-button.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { Spark } from '../parts/spark.js'
import { valueName } from '../words/value-name.js'

/** The same errors together: how many, of how many people, since when, and what they go with. */
export function ErrorGroups() {
  const context = useDashboard()
  const { words, format } = context
  const text = words.errors
  const nameOf = ({ dimension, value, lift }: ErrorAssociation) =>
    `${words.dimensions[dimension]}: ${valueName(dimension, value, context)}${lift === null ? '' : ` ×${format.tenths(lift)}`}`
  return (
    <InsightPanel
      name="error-groups"
      isWide
      title={text.title}
      unit={text.unit}
      load={(ask, asked, abort) => ask('analytics.errors', { ...asked, limit: 20 }, abort)}
      isEmpty={({ groups }) => groups.length === 0}
      emptyState={{ text: text.none, hint: text.hint }}
      table={({ groups, previous }) => ({
        head: [
          words.dimensions.error,
          text.kind,
          text.count,
          ...(previous ? [words.insight.before] : []),
          words.people.users,
          text.last,
          text.trend,
          text.goesWith,
        ],
        rows: groups.map(({ kind, fingerprint, count, previousCount, users, lastSeen, trend, samples, goesWith }) => {
          const sample = samples[0] ?? fingerprint
          const associations = goesWith.slice(0, 3)
          return [
            {
              ...cell(sample),
              content: (
                <span title={samples.join('\n')} dir="auto">
                  {kind === 'generation' ? (
                    <FilterButton dimension="errorGroup" value={fingerprint}>
                      {sample}
                    </FilterButton>
                  ) : (
                    sample
                  )}
                </span>
              ),
            },
            cell(text[kind]),
            cell(count, format.count),
            ...(previous ? [cell(previousCount, format.count)] : []),
            cell(users, format.count),
            cell(lastSeen, format.moment),
            {
              value: trend.join(' '),
              text: '',
              content: <Spark values={trend} label={trend.map(format.count).join(' ')} />,
            },
            {
              ...cell(associations.map(nameOf).join(', ') || null),
              ...(associations.length > 0 && {
                content: associations.map((each, index) => (
                  <span key={nameOf(each)}>
                    {index > 0 && ', '}
                    <FilterButton dimension={each.dimension} value={each.value}>
                      {nameOf(each)}
                    </FilterButton>
                  </span>
                )),
              }),
            },
          ]
        }),
      })}
      note={text.explain}
    />
  )
}
