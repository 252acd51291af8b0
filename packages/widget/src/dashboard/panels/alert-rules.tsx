import type { AlertRule, AlertTest } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { type Cell, cell } from '../data/table.js'
import { OpenTable } from '../parts/data-table.js'

type AlertRulesProps = {
  rules: AlertRule[]
  /** Resolves with undefined where it could not be asked for. */
  onTest: (id: number) => Promise<AlertTest | undefined>
}

/** The alerts of the app, each with a button that sends its webhook a message now. */
export function AlertRules({ rules, onTest }: AlertRulesProps) {
  const { words, format } = useDashboard()
  const text = words.alerts
  const [tried, setTried] = useState<{ name: string; test: AlertTest }>()
  const tryOut = async ({ id, name }: AlertRule) => {
    setTried(undefined)
    const test = await onTest(id)
    setTried(test && { name, test })
  }
  const told = (rule: AlertRule): Cell =>
    rule.webhook === null
      ? cell(text.deliveries.none)
      : {
          value: rule.webhook,
          text: rule.webhook,
          content: (
            <button
              type="button"
              class="button"
              aria-label={`${text.tryOut}: ${rule.name}`}
              onClick={() => void tryOut(rule)}
            >
              {text.tryOut}
            </button>
          ),
        }
  return (
    <>
      <h3>{text.title}</h3>
      <OpenTable
        labelledBy="panel-admin"
        table={{
          head: [text.alert, text.threshold, text.value, words.admin.created, text.told],
          rows: rules.map((rule) => [
            { ...cell(rule.name), content: <span dir="auto">{rule.name}</span> },
            cell(rule.threshold, format.tenths),
            cell(rule.value, format.tenths),
            cell(rule.createdAt, format.moment),
            told(rule),
          ]),
        }}
      />
      <p role="status">
        {tried && (
          <>
            <bdi>{tried.name}</bdi>: {text.deliveries[tried.test.delivered ? 'delivered' : 'failed']}{' '}
            <span lang="en">{tried.test.problem}</span>
          </>
        )}
      </p>
    </>
  )
}
