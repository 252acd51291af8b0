import type { AccessToken, App, CreateTokenInput } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { type Cell, cell } from '../data/table.js'
import { Choice } from '../parts/choice.js'
import { OpenTable } from '../parts/data-table.js'
import { SureButton } from '../parts/sure-button.js'

const RIGHTS = ['track', 'read', 'admin'] as const satisfies CreateTokenInput['right'][]
const ALL = ''

type TokenListProps = {
  tokens: AccessToken[]
  apps: App[]
  onCreate: (input: CreateTokenInput) => Promise<void>
  onRotate: (id: number) => void
  onRevoke: (id: number) => void
}

/** The tokens without their secrets, and a form that makes one. */
export function TokenList({ tokens, apps, onCreate, onRotate, onRevoke }: TokenListProps) {
  const { words, format } = useDashboard()
  const text = words.admin
  const [right, setRight] = useState<(typeof RIGHTS)[number]>('read')
  const [app, setApp] = useState(ALL)
  const [label, setLabel] = useState('')
  /** A write key is of one app, an admin token of all. */
  const appOf = right === 'admin' ? ALL : right === 'track' ? app || (apps[0]?.slug ?? ALL) : app
  const actionsOf = ({ id, label, revokedAt }: AccessToken): Cell => {
    if (typeof id === 'string') return cell(text.environment)
    if (revokedAt !== null) return cell(`${text.revoked} ${format.moment(revokedAt)}`)
    return {
      value: '',
      text: '',
      content: (
        <span class="row-buttons">
          <SureButton label={text.rotate} what={`${text.rotate}: ${label}`} onSure={() => onRotate(id)} />
          <SureButton label={text.revoke} what={`${text.revoke}: ${label}`} onSure={() => onRevoke(id)} />
        </span>
      ),
    }
  }
  const rows = tokens.map((token): Cell[] => [
    {
      value: `${token.id} ${token.label}`,
      text: token.label,
      content: <span dir="auto">{token.label || `#${token.id}`}</span>,
    },
    cell(text.rights[token.right]),
    cell(token.app ?? text.all),
    cell(token.createdAt, format.moment),
    cell(token.lastUsedAt, format.moment),
    actionsOf(token),
  ])
  return (
    <>
      <h3>{text.tokens}</h3>
      <OpenTable
        labelledBy="panel-admin"
        table={{ head: [text.label, text.right, words.account.app, text.created, text.used, text.actions], rows }}
      />
      <form
        class="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          const name = label.trim()
          setLabel('')
          void onCreate({ right, ...(appOf !== ALL && { app: appOf }), ...(name && { label: name }) })
        }}
      >
        <Choice
          label={text.right}
          options={RIGHTS.map((each) => [each, text.rights[each]])}
          value={right}
          onChoose={setRight}
        />
        {right !== 'admin' && (
          <Choice
            label={words.account.app}
            options={[
              ...(right === 'read' ? [[ALL, text.all] as const] : []),
              ...apps.map(({ slug, name }) => [slug, name] as const),
            ]}
            value={appOf}
            onChoose={setApp}
          />
        )}
        <input
          class="button"
          aria-label={text.label}
          placeholder={text.label}
          maxLength={100}
          value={label}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {text.createToken}
        </button>
      </form>
    </>
  )
}
