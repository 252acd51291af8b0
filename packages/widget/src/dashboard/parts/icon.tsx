const PATHS = {
  save: 'M8 2v8M4.5 6.5 8 10l3.5-3.5M3 13.5h10',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
}

/** A sign that many fonts lack: a browser would look through all of them for it. It decorates what names itself. */
export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
)
