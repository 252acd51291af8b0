import { type Quality, type QualityDay, SKEW_BANDS } from '@son1k/contract'
import { type Cells, table } from './table.js'

const inSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const bands: Cells<QualityDay> = Object.fromEntries(
  SKEW_BANDS.map((band) => [`clock_${inSnakeCase(band)}`, ({ measured }: QualityDay) => measured?.skew[band] ?? null]),
)

type Reason = { date: string; kind: string; reason: string; events: number }

const reasonsOf = ({ date, duplicates, ...counts }: QualityDay): Reason[] => [
  ...(duplicates === 0 ? [] : [{ date, kind: 'duplicates', reason: '', events: duplicates }]),
  ...(['rejected', 'dropped', 'clientDropped'] as const).flatMap((kind) =>
    Object.entries(counts[kind]).map(([reason, events]) => ({ date, kind: inSnakeCase(kind), reason, events })),
  ),
]

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, events) => sum + events, 0)

export const qualityTables = [
  table('days', ({ days }: Quality) => days, {
    date: ({ date }) => date,
    events: ({ measured }) => measured?.events ?? null,
    sequenced_events: ({ measured }) => measured?.sequenced ?? null,
    lost_events: ({ measured }) => measured?.lost ?? null,
    loss_rate: ({ measured }) => measured?.lossRate ?? null,
    late_events: ({ measured }) => measured?.late ?? null,
    clock_skew_p50_seconds: ({ measured }) => measured?.skewSeconds.p50 ?? null,
    clock_skew_p95_seconds: ({ measured }) => measured?.skewSeconds.p95 ?? null,
    ...bands,
    duplicates: ({ duplicates }) => duplicates,
    rejected: ({ rejected }) => sumOf(rejected),
    dropped: ({ dropped }) => sumOf(dropped),
    client_dropped: ({ clientDropped }) => sumOf(clientDropped),
  }),
  table('not_stored', ({ days }: Quality): Reason[] => days.flatMap(reasonsOf), {
    date: ({ date }) => date,
    kind: ({ kind }) => kind,
    reason: ({ reason }) => reason,
    events: ({ events }) => events,
  }),
]
