import type { App, CreateAppInput } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { OpenTable } from '../parts/data-table.js'

type AppListProps = { apps: App[]; onCreate: (input: CreateAppInput) => Promise<void> }

/** The apps that share the server, and a form that adds one. */
export function AppList({ apps, onCreate }: AppListProps) {
  const { words, format } = useDashboard()
  const text = words.admin
  const [slug, setSlug] = useState('')
  const [name, setName] = useState('')
  const fields = [
    [text.slug, slug, setSlug],
    [text.name, name, setName],
  ] as const
  return (
    <>
      <h3>{text.apps}</h3>
      <OpenTable
        labelledBy="panel-admin"
        table={{
          head: [text.slug, text.name, text.timeZone, text.origins, text.requiresKey, text.created],
          rows: apps.map(({ slug, name, timeZone, origins, requiresKey, createdAt }) => [
            cell(slug),
            { ...cell(name), content: <span dir="auto">{name}</span> },
            cell(timeZone),
            cell(origins?.join(', ')),
            cell(requiresKey ? words.yes : words.no),
            cell(createdAt, format.moment),
          ]),
        }}
      />
      <form
        class="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          setSlug('')
          setName('')
          void onCreate({ slug: slug.trim(), ...(name.trim() && { name: name.trim() }) })
        }}
      >
        {fields.map(([label, value, onValue]) => (
          <input
            key={label}
            class="button"
            aria-label={label}
            placeholder={label}
            required={label === text.slug}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        ))}
        <button type="submit" class="button">
          {text.createApp}
        </button>
      </form>
    </>
  )
}
