import { useRef, useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { writeAddress } from '../data/address.js'
import { localDate } from '../data/period.js'
import type { Table } from '../data/table.js'
import { toCsv } from '../export/csv.js'
import { paintPanel } from '../export/paint-panel.js'
import { saveFile } from '../export/save-file.js'
import { fill } from '../format.js'
import { Icon } from './icon.js'

/** What a panel can be taken away as. */
export type Exported = {
  table: Table
  /** What the server answered. */
  answer: unknown
}

/** What can be done with a panel's numbers: files of them, a picture, a link. */
export function ExportMenu({ name, title, table, answer }: Exported & { name: string; title: string }) {
  const { host, state, words } = useDashboard()
  const text = words.export
  const menu = useRef<HTMLDetailsElement>(null)
  const button = useRef<HTMLElement>(null)
  const [wasOpened, setWasOpened] = useState(false)
  const close = () => {
    if (menu.current) menu.current.open = false
  }
  const save = (ending: string, content: Blob) => {
    saveFile(`son1k-${name}-${localDate(Date.now())}.${ending}`, content)
    state.say({ kind: 'saved' })
  }
  const actions: [string, () => Promise<void> | void][] = [
    // A spreadsheet knows by the mark at the start that it is UTF-8.
    ['CSV', () => save('csv', new Blob(['\uFEFF', toCsv(table)], { type: 'text/csv' }))],
    ['JSON', () => save('json', new Blob([JSON.stringify(answer, null, 2)], { type: 'application/json' }))],
    [
      'PNG',
      async () => {
        const panel = menu.current?.closest('section')
        if (panel) save('png', await paintPanel(panel))
      },
    ],
    [
      text.link,
      async () => {
        const link = new URL(writeAddress(host.mode === 'page' ? location.search : '', state.shown()), host.endpoint)
        const isCopied = await navigator.clipboard?.writeText(link.href).then(
          () => true,
          () => false,
        )
        // A page without https has no clipboard: then the link can be read and selected.
        state.say(isCopied ? { kind: 'copied' } : { kind: 'link', link: link.href })
      },
    ],
  ]
  return (
    <details
      ref={menu}
      class="menu"
      onToggle={({ currentTarget }) => currentTarget.open && setWasOpened(true)}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) close()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !event.currentTarget.open) return
        // Escape closes this, not the dashboard around it.
        event.preventDefault()
        event.stopPropagation()
        close()
        button.current?.focus()
      }}
    >
      <summary ref={button} class="button" aria-label={fill(text.menu, { what: title })} title={text.title}>
        <Icon name="save" />
      </summary>
      {wasOpened && (
        <ul>
          {actions.map(([label, act]) => (
            <li key={label}>
              <button
                type="button"
                class="button"
                onClick={() => {
                  button.current?.focus()
                  close()
                  void Promise.resolve(act()).catch(() => state.say({ kind: 'unsaved' }))
                }}
              >
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
