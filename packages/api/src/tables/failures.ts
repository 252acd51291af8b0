import type {
  ErrorAssociation,
  ErrorGroup,
  Errors,
  Lifecycle,
  LifecyclePeriod,
  LifecycleStageAnswer,
} from '@son1k/contract'
import { ofPeriods, periodCells, proportionCells, table } from './table.js'

type Named<Row> = Row & { kind: ErrorGroup['kind']; fingerprint: string }
const named = <Row extends object>(groups: ErrorGroup[], rowsOf: (group: ErrorGroup) => Row[]): Named<Row>[] =>
  groups.flatMap((group) => rowsOf(group).map((row) => ({ ...row, kind: group.kind, fingerprint: group.fingerprint })))

export const errorsTables = [
  table('groups', ({ groups }: Errors) => groups, {
    kind: ({ kind }) => kind,
    fingerprint: ({ fingerprint }) => fingerprint,
    errors: ({ count }) => count,
    previous_errors: ({ previousCount }) => previousCount ?? null,
    users: ({ users }) => users,
    first_seen_at: ({ firstSeen }) => firstSeen,
    last_seen_at: ({ lastSeen }) => lastSeen,
    sample: ({ samples }) => samples[0] ?? null,
  }),
  table(
    'trend',
    ({ groups, points }: Errors) =>
      named(groups, ({ trend }) => trend.map((errors, index) => ({ errors, start: points[index]?.start ?? null }))),
    {
      kind: ({ kind }) => kind,
      fingerprint: ({ fingerprint }) => fingerprint,
      start: ({ start }) => start,
      errors: ({ errors }) => errors,
    },
  ),
  table('goes_with', ({ groups }: Errors) => named<ErrorAssociation>(groups, ({ goesWith }) => goesWith), {
    kind: ({ kind }) => kind,
    fingerprint: ({ fingerprint }) => fingerprint,
    dimension: ({ dimension }) => dimension,
    value: ({ value }) => value,
    errors: ({ errors }) => errors,
    errors_known: ({ errorsKnown }) => errorsKnown,
    others: ({ others }) => others,
    others_known: ({ othersKnown }) => othersKnown,
    lift: ({ lift }) => lift,
    p_value: ({ pValue }) => pValue,
    false_discovery_rate: ({ falseDiscoveryRate }) => falseDiscoveryRate,
  }),
]

export const lifecycleTables = [
  table('stages', (answer: Lifecycle) => ofPeriods(answer, ({ stages }: LifecyclePeriod) => stages), {
    ...periodCells({
      stage: ({ stage }) => stage,
      tracks: ({ tracks }) => tracks,
      share: ({ share }) => share,
      after: ({ after }) => after,
      ...proportionCells('conversion', ({ conversion }: LifecycleStageAnswer) => conversion),
      median_seconds: ({ medianSeconds }) => medianSeconds,
    }),
  }),
  table('values', (answer: Lifecycle) => ofPeriods(answer, ({ values }: LifecyclePeriod) => values ?? []), {
    ...periodCells({
      value: ({ value }) => value,
      succeeded: ({ succeeded }) => succeeded,
      kept: ({ kept }) => kept,
      ...proportionCells('keep_rate', ({ keepRate }: NonNullable<Lifecycle['values']>[number]) => keepRate),
    }),
  }),
  table('tries', (answer: Lifecycle) => ofPeriods(answer, ({ chains }: LifecyclePeriod) => chains.tries), {
    ...periodCells({
      tries: ({ tries }) => tries,
      kept_chains: ({ kept }) => kept,
      chains_not_kept: ({ notKept }) => notKept,
    }),
  }),
  table('prompt_changes', (answer: Lifecycle) => ofPeriods(answer, ({ changes }: LifecyclePeriod) => changes.words), {
    ...periodCells({
      change: ({ change }) => change,
      word: ({ word }) => word,
      retries: ({ retries }) => retries,
      kept: ({ kept }) => kept,
      ...proportionCells('keep_rate', ({ keepRate }: Lifecycle['changes']['words'][number]) => keepRate),
      lift: ({ lift }) => lift,
      p_value: ({ pValue }) => pValue,
      false_discovery_rate: ({ falseDiscoveryRate }) => falseDiscoveryRate,
    }),
  }),
]
