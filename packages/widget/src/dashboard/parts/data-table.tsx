import { useDashboard } from '../context.js'
import type { Table } from '../data/table.js'
import { ScrollBox } from './scroll-box.js'

type TableProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  table: Table
}

/** What a drawing shows, in text, for who would rather read it or hears it. */
export function DataTable(props: TableProps) {
  return (
    <details>
      <summary>{useDashboard().words.table}</summary>
      <OpenTable {...props} />
    </details>
  )
}

export function OpenTable({ labelledBy, table: { head, rows } }: TableProps) {
  return (
    <ScrollBox labelledBy={labelledBy}>
      <table class="rows">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], index) => (
            <tr key={name?.value ?? index}>
              <th scope="row">{name?.content ?? name?.text}</th>
              {cells.map(({ text, content, isThin }, index) => (
                <td key={index} class={isThin ? 'thin' : undefined}>
                  {content ?? text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
