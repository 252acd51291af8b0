export type EmptyProps = { text: string; hint: string; code?: string }

/** Says that there is nothing, and how to get something. */
export function Empty({ text, hint, code }: EmptyProps) {
  return (
    <div class="empty">
      <p class="empty-text">{text}</p>
      <p>{hint}</p>
      {code && <code dir="ltr">{code}</code>}
    </div>
  )
}
