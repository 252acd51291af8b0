import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'

type SureButtonProps = {
  label: string /** What is told aloud: the label, and of what. */
  what: string
  onSure: () => void
}

/** Does something that can't be taken back when it is pressed twice; the focus going elsewhere takes the first one back. */
export function SureButton({ label, what, onSure }: SureButtonProps) {
  const [isAsking, setIsAsking] = useState(false)
  const { words } = useDashboard()
  return (
    <button
      type="button"
      class={`button${isAsking ? ' asking' : ''}`}
      aria-label={isAsking ? `${what}: ${words.admin.sure}` : what}
      onBlur={() => setIsAsking(false)}
      onClick={() => {
        setIsAsking(!isAsking)
        if (isAsking) onSure()
      }}
    >
      {isAsking ? words.admin.sure : label}
    </button>
  )
}
