import { randomUUID } from 'node:crypto'

const MINUTE_MS = 60_000
const TRACKS = [
  ['una canción épica de synthwave', 'synthwave', 12.4],
  ['lluvia en neón', 'ambient', 9.1],
  ['lo-fi para estudiar de noche', 'lo-fi', 15.8],
  ['techno industrial', 'techno', 22.3],
  ['a slow waltz for two pianos', 'classical', 18.6],
]

/** Stores tracks of the last hour, so that what shows only the present has something to show. */
export async function happen(origin) {
  const now = Date.now()
  const events = Array.from({ length: 90 }, (_, index) => {
    const [prompt, style, generationSeconds] = TRACKS[(index * 7) % TRACKS.length]
    const occurredAt = new Date(now - ((index * 37) % 59) * MINUTE_MS - index * 311).toISOString()
    const outcome = index % 23 === 5 ? { outcome: 'failed', errorMessage: 'GPU out of memory' } : {}
    const track = { prompt, style, generationSeconds, durationSeconds: 120, aiEnhanced: index % 3 > 0, ...outcome }
    const sessionId = `00000000-0000-4000-8000-00000000000${index % 7}`
    return { id: randomUUID(), type: 'generation', occurredAt, userId: `user_live_${index % 7}`, sessionId, ...track }
  })
  const answer = await fetch(`${origin}/trpc/track.batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: new Date(now).toISOString(), events }),
  })
  if (!answer.ok) throw new Error(`The tracks of the last hour were not stored: ${await answer.text()}`)
}
