import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/**
 * A GET with exactly these headers: `fetch` sends no other Host than that of the address, and adds some of its own.
 * @param path sent as it is, in place of that of the address
 */
export function getRaw(
  url: string,
  headers: Record<string, string>,
  path?: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers, ...(path !== undefined && { path }) }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: await text(response) })
    })
      .on('error', reject)
      .end()
  })
}
