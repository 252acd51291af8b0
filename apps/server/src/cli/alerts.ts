import { appIdOf } from '@son1k/api'
import { type AlertKind, type AlertRule, alertInputSchema, createAlertInputSchema } from '@son1k/contract'
import type { ReadingStore } from '@son1k/store'
import { checked } from './checked.js'
import { tableOf } from './table-of.js'
import { whileReading } from './while-reading.js'
import { withAdministration } from './with-administration.js'

type OfApp = { app: string; json?: boolean }
type Typed = OfApp & {
  name?: string
  clear?: number
  window?: number
  samples?: number
  bad?: number
  good?: number
  webhook?: string
}

/** Prints the alerts of an app. */
export async function listAlerts({ app, json = false }: OfApp): Promise<void> {
  const rules = await reading(app, (store, appId) => store.alerts.list(appId))
  if (json) return console.log(JSON.stringify(rules))
  if (rules.length === 0) return console.log('There are no alerts: `son1k-analytics alerts add` makes one')
  console.log(tableOf(rules.map(rowOf)))
}

/** Prints what an app was told of. */
export async function listNotices({ app, json = false }: OfApp): Promise<void> {
  const { notices } = await reading(app, (store, appId) => store.alerts.read(appId))
  if (json) return console.log(JSON.stringify(notices))
  if (notices.length === 0) return console.log('No alert has fired yet')
  console.log(
    tableOf(
      notices.map(({ at, event, name, value, delivery, problem }) => [
        at,
        event,
        name,
        value === null ? 'unknown' : String(value),
        delivery === 'none' ? 'no webhook' : delivery,
        problem ?? '',
      ]),
    ),
  )
}

/** Makes an alert. The secret of its webhook goes to standard output alone, so that a script can keep it. */
export async function addAlert(kind: AlertKind, threshold: number, typed: Typed): Promise<void> {
  const { app, name, webhook, clear, window, samples, bad, good, json } = typed
  const input = checked(createAlertInputSchema, {
    kind,
    threshold,
    name,
    webhook,
    clearThreshold: clear,
    windowMinutes: window,
    minimumSamples: samples,
    badEvaluations: bad,
    goodEvaluations: good,
  })
  const made = await withAdministration(({ procedures }) => procedures.admin.createAlert.mutate(input), app)
  if (json) return console.log(JSON.stringify(made))
  console.error(`Alert ${made.id} is there${made.webhookSecret ? '; its messages are signed with' : ''}`)
  if (made.webhookSecret !== null) console.log(made.webhookSecret)
}

/** Forgets an alert. */
export async function removeAlert(id: number, { app }: OfApp): Promise<void> {
  const input = checked(alertInputSchema, { id })
  await withAdministration(({ procedures }) => procedures.admin.removeAlert.mutate(input), app)
  console.log(`Alert ${id} is gone`)
}

/** Sends a message to the webhook of an alert. Exit code 1 where it is not taken. */
export async function testAlert(id: number, { app, json = false }: OfApp): Promise<void> {
  const input = checked(alertInputSchema, { id })
  const tested = await withAdministration(({ procedures }) => procedures.admin.testAlert.mutate(input), app)
  if (!tested.delivered) process.exitCode = 1
  if (json) return console.log(JSON.stringify(tested))
  console.log(tested.delivered ? `It answered ${tested.status}` : `It ${tested.problem}`)
}

const reading = <Answer>(app: string, ask: (store: ReadingStore, appId: number) => Promise<Answer>) =>
  whileReading(async (store) => ask(store, await appIdOf(store.registry, app)))

const rowOf = ({ id, name, kind, threshold, state, value, webhook }: AlertRule) => [
  String(id),
  state,
  name,
  `${kind} from ${threshold} on`,
  value === null ? 'unknown' : `now ${value}`,
  webhook ?? 'no webhook',
]
