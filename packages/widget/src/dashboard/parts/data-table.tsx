import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { ScrollBox } from './scroll-box.js'

type DataTableProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  head: string[]
  /** The first cell of a row names it. */
  rows: { key: string; cells: ComponentChildren[] }[]
}

/** What a drawing shows, in text, for who would rather read it or hears it. */
export function DataTable({ labelledBy, head, rows }: DataTableProps) {
  const { words } = useDashboard()
  return (
    <details>
      <summary>{words.table}</summary>
      <ScrollBox labelledBy={labelledBy}>
        <table>
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
            {rows.map(({ key, cells: [name, ...cells] }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {cells.map((cell, index) => (
                  <td key={index}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  )
}
