import type { PromptFamily, PromptLength, PromptRow, RisingTerm } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import type { Ask } from '../data/ask.js'
import type { Asked } from '../data/asked.js'
import { cell, type Table } from '../data/table.js'
import { Choice } from '../parts/choice.js'
import { FilterButton } from '../parts/filter-button.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { MoreButton } from '../parts/more-button.js'
import { rateCell } from '../parts/rate-cell.js'
import { SearchField } from '../parts/search-field.js'

const KINDS = ['popular', 'families', 'rising', 'lengths'] as const
const ROWS = 30

type Told =
  | { kind: 'popular'; rows: PromptRow[]; previous: PromptRow[] | undefined }
  | { kind: 'families'; rows: PromptFamily[] }
  | { kind: 'rising'; rows: RisingTerm[] }
  | { kind: 'lengths'; rows: PromptLength[]; previous: PromptLength[] | undefined }

/** A prompt, or several that count as it. */
type Prompt = Pick<PromptRow, 'value' | 'generations' | 'successRate' | 'keepRate'> & {
  others: { value: string }[]
  count: number
}

/** What people ask for: prompts with their spellings, families of similar ones, words on the rise, and how long prompts do. */
export function Prompts() {
  const { words, format } = useDashboard()
  const text = words.promptWords
  const { metrics } = words
  const [kind, setKind] = useState<(typeof KINDS)[number]>('popular')
  const [search, setSearch] = useState('')
  const [pages, setPages] = useState(1)
  /** @param counted what `count` is of */
  const promptTable = (counted: string, rows: Prompt[], previous?: PromptRow[]): Table => ({
    head: [
      words.dimensions.prompt,
      counted,
      metrics.generations,
      ...beforeHead(previous),
      metrics.successRate,
      metrics.keepRate,
    ],
    rows: rows.map(({ value, others, count, generations, successRate, keepRate }) => [
      promptCell(value, others),
      cell(count, format.count),
      cell(generations, format.count),
      ...beforeCell(previous, (row) => row.value === value),
      rateCell(successRate, format),
      rateCell(keepRate, format),
    ]),
  })
  const beforeHead = (previous: unknown) => (previous ? [words.insight.before] : [])
  const beforeCell = <Row extends { generations: number }>(previous: Row[] | undefined, isIt: (row: Row) => boolean) =>
    previous ? [cell(previous.find(isIt)?.generations, format.count)] : []
  const tableOf = (told: Told): Table => {
    switch (told.kind) {
      case 'popular':
        return promptTable(
          text.spellings,
          told.rows.map((row) => ({ ...row, others: row.spellings, count: row.spellingCount })),
          told.previous,
        )
      case 'families':
        return promptTable(
          text.members,
          told.rows.map((row) => ({ ...row, others: row.examples, count: row.prompts })),
        )
      case 'rising':
        return {
          head: [
            words.lifecycle.word,
            metrics.generations,
            words.insight.before,
            words.insight.share,
            words.insight.before,
          ],
          rows: told.rows.map(({ term, generations, previousGenerations, share, previousShare }) => [
            cell(term),
            cell(generations, format.count),
            cell(previousGenerations, format.count),
            cell(share, format.percent),
            cell(previousShare, format.percent),
          ]),
        }
      case 'lengths':
        return {
          head: [
            text.characters,
            metrics.generations,
            ...beforeHead(told.previous),
            metrics.successRate,
            metrics.keepRate,
          ],
          rows: told.rows.map(({ from, to, generations, successRate, keepRate }) => [
            cell(to === null ? `≥ ${format.count(from)}` : `${format.count(from)}–${format.count(to)}`),
            cell(generations, format.count),
            ...beforeCell(told.previous, (row) => row.from === from),
            rateCell(successRate, format),
            rateCell(keepRate, format),
          ]),
        }
    }
  }
  return (
    <InsightPanel
      name="prompt-words"
      title={text.title}
      choice={`${kind} ${pages} ${search}`}
      controls={
        <>
          <Choice
            label={words.insight.metric}
            options={KINDS.map((each) => [each, text[each]])}
            value={kind}
            onChoose={setKind}
          />
          {kind === 'popular' && (
            <SearchField
              what={words.dimensions.prompt}
              value={search}
              onSearch={(next) => {
                setSearch(next)
                setPages(1)
              }}
            />
          )}
        </>
      }
      load={(ask, { range, filters, compare }, abort) =>
        askFor(kind, { ask, range, filters, compare, search: search.trim(), pages, abort })
      }
      isEmpty={({ rows }) => rows.length === 0}
      table={tableOf}
      more={(told) =>
        told.kind === 'popular' &&
        told.rows.length === pages * ROWS && <MoreButton onMore={() => setPages(pages + 1)} />
      }
    />
  )
}

/** A prompt; the others that count as it are its tooltip. */
const promptCell = (value: string, others: { value: string }[]) => ({
  ...cell(value),
  content: (
    <span dir="auto" title={others.map((other) => other.value).join('\n')}>
      <FilterButton dimension="prompt" value={value} />
    </span>
  ),
})

type Question = Pick<Asked, 'range' | 'filters' | 'compare'> & {
  ask: Ask
  search: string
  pages: number
  abort: AbortSignal
}

async function askFor(
  kind: (typeof KINDS)[number],
  { ask, range, filters, compare, search, pages, abort }: Question,
): Promise<Told> {
  switch (kind) {
    case 'popular': {
      const answers = await Promise.all(
        Array.from({ length: pages }, (_, page) =>
          ask(
            'analytics.prompts',
            { range, filters, compare, limit: ROWS, offset: page * ROWS, ...(search && { search }) },
            abort,
          ),
        ),
      )
      return {
        kind,
        rows: answers.flatMap(({ rows }) => rows),
        previous: answers[0]?.previous && answers.flatMap(({ previous }) => previous?.rows ?? []),
      }
    }
    case 'families': {
      const { families } = await ask('analytics.promptFamilies', { range, filters, limit: ROWS }, abort)
      return { kind, rows: families }
    }
    case 'rising': {
      const { rising } = await ask('analytics.promptTerms', { range, filters, limit: ROWS }, abort)
      return { kind, rows: rising }
    }
    case 'lengths': {
      const { lengths, previous } = await ask('analytics.promptLengths', { range, filters, compare }, abort)
      return { kind, previous: previous?.lengths, rows: lengths.filter(({ generations }) => generations > 0) }
    }
  }
}
