import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { settingsOfProcess } from '../env.js'
import { addressOf } from '../http/address-of.js'

const PATIENCE_MS = 5_000

/** Asks a server how it is; anything but "healthy" ends with exit code 1. */
export async function checkHealth({ url }: { url?: string }): Promise<void> {
  const settings = settingsOfProcess()
  const base = url ?? addressOf(settings)
  const ask = url === undefined && settings.tls !== undefined ? askOwnServer : askServer
  const { body, isWell } = await ask(new URL('/api/health', base)).catch((error: unknown) => {
    throw new Error(`Nothing answers at ${base}${reasonOf(error)}: is the server running?`)
  })
  console.log(body)
  if (!isWell) process.exitCode = 1
}

type Answer = { body: string; isWell: boolean }

async function askServer(url: URL): Promise<Answer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
  return { body: await response.text(), isWell: response.ok }
}

/** Its certificate is for the name that others call it by, not for this machine's; and it is told no secret. */
async function askOwnServer(url: URL): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { rejectUnauthorized: false, signal: AbortSignal.timeout(PATIENCE_MS) }, resolve)
      .on('error', reject)
      .end()
  })
  return { body: await text(response), isWell: response.statusCode === 200 }
}

/** The code of what went wrong beneath, such as a certificate that is not trusted. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : ''
}
