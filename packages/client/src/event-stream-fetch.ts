/**
 * A `fetch` for an event source, whose own answer to any refusal is to give up without saying why. A refusal that carries
 * an error of ours becomes a stream with that error in it, as if the server had streamed it: then the caller gets it
 * with its types, or, where trying again makes sense, the event source reconnects.
 */
export function eventStreamFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (response.ok) return response
    const error = await readError(response)
    if (error !== undefined) return streamOf(error, Number(response.headers.get('retry-after')))
    // A proxy whose server is away. A rejection makes the event source reconnect.
    if (response.status >= 500) throw new Error(`The server is away (status ${response.status})`)
    return response
  }
}

async function readError(response: Response): Promise<object | undefined> {
  try {
    const body: unknown = await response.clone().json()
    const answer: unknown = Array.isArray(body) ? body[0] : body
    const error: unknown = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined
    return typeof error === 'object' && error !== null && 'code' in error ? error : undefined
  } catch {
    return undefined
  }
}

function streamOf(error: object, retryAfterSeconds: number): Response {
  const retry = retryAfterSeconds > 0 ? `retry: ${Math.ceil(retryAfterSeconds * 1_000)}\n` : ''
  return new Response(`${retry}event: serialized-error\ndata: ${JSON.stringify(error)}\n\n`, {
    headers: { 'content-type': 'text/event-stream' },
  })
}
