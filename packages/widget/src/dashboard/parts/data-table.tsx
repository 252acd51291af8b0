import { useDashboard } from '../context.js'
import { isNumeric, type Table } from '../data/table.js'
import { Disclosure } from './disclosure.js'
import { ScrollBox } from './scroll-box.js'

type TableProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  table: Table
}

/** What a drawing shows, in text, for who would rather read it or hears it. */
export function DataTable(props: TableProps) {
  return <Disclosure summary={useDashboard().words.table}>{() => <OpenTable {...props} />}</Disclosure>
}

export function OpenTable({ labelledBy, table }: TableProps) {
  const { head, rows } = table
  const looks = head.map((_, column) => (isNumeric(table, column) ? 'number' : ''))
  return (
    <ScrollBox labelledBy={labelledBy}>
      <table class="rows">
        <thead>
          <tr>
            {head.map((name, column) => (
              <th key={column} scope="col" class={looks[column]}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], index) => (
            <tr
              key={name?.value ?? index}
              {...(name?.lit !== undefined && { class: 'lit', style: { '--share': name.lit } })}
            >
              <th scope="row">{name?.content ?? name?.text}</th>
              {cells.map(({ text, content, isThin }, index) => (
                <td key={index} class={`${looks[index + 1]}${isThin ? ' thin' : ''}`}>
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
