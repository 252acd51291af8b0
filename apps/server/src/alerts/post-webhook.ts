import * as http from 'node:http'
import * as https from 'node:https'
import { lookupPublic, refusePrivateHost } from './private-address.js'

type Post = {
  url: string
  headers: Record<string, string>
  body: string
  /** Whether it may lead to this machine or its network. */
  allowsPrivate: boolean
  signal: AbortSignal
}

/**
 * Posts a body and answers the status. Of the answer nothing is read but that, and no redirect is followed: where it leads
 * is what an administrator wrote, and nothing else.
 * @throws where nothing answers
 */
export function postWebhook({ url, headers, body, allowsPrivate, signal }: Post): Promise<number> {
  return new Promise((resolve, reject) => {
    const { protocol, hostname } = new URL(url)
    if (!allowsPrivate) refusePrivateHost(hostname)
    const { request } = protocol === 'https:' ? https : http
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent: false,
      signal,
      ...(!allowsPrivate && { lookup: lookupPublic }),
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    sent.end(body)
  })
}
