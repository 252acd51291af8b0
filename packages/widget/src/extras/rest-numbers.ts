/** The `data` of `GET /api/analytics`, or null when it can't be had. */
export const askAnalytics = (endpoint: string, days = 7): Promise<unknown> =>
  ask(`${endpoint}/api/analytics?days=${days}`, ({ data }) => data ?? null)

/** The answer of `GET /api/health`, or null. */
export const askHealth = (endpoint: string): Promise<unknown> => ask(`${endpoint}/api/health`, (body) => body)

async function ask(address: string, read: (body: { data?: unknown }) => unknown): Promise<unknown> {
  try {
    const response = await fetch(address)
    return response.ok ? read(await response.json()) : null
  } catch {
    return null
  }
}
