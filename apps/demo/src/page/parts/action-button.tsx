import { usePage } from '../page-context.js'

type Action = {
  /** The class by which clicks on it are told apart in the numbers. */
  kind: string
  label: string
  /** What it acts on, for those who hear the button alone. */
  title: string
  onClick: () => void
  isDisabled?: boolean
}

/** A button of a track. */
export function ActionButton({ kind, label, title, onClick, isDisabled = false }: Action) {
  const { words } = usePage()
  return (
    <button
      type="button"
      class={`action ${kind}`}
      aria-label={words.value.tracks.of({ action: label, title })}
      aria-disabled={isDisabled}
      onClick={() => {
        if (!isDisabled) onClick()
      }}
    >
      {label}
    </button>
  )
}
