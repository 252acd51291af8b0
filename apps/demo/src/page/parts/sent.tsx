import { usePage } from '../page-context.js'

/** The events of this page as they go to the analytics, the newest first. */
export function Sent() {
  const { telling, words } = usePage()
  const { sent } = words.value
  if (!telling.isThere.value) return null
  const told = telling.told.value
  return (
    <section class="sent" aria-labelledby="sentHeading">
      <h3 id="sentHeading" class="announced-heading">
        {sent.heading}
      </h3>
      <p class="hint">{sent.explained}</p>
      {told.length === 0 ? (
        <p class="empty">{telling.consent.value === 'denied' ? sent.denied : sent.nothingYet}</p>
      ) : (
        <ol class="sent-events">
          {told.map(({ id, what, generationId }) => (
            <li key={id}>
              <code>{what}</code>
              {generationId && <code class="sent-id">{generationId}</code>}
            </li>
          ))}
        </ol>
      )}
      <p class="hint" id="queueState">
        {sent.state({ waiting: telling.waiting.value, lost: telling.lost.value })}
      </p>
    </section>
  )
}
