import { settingsOfProcess } from '../env.js'
import { addressOf } from '../http/address-of.js'

const PATIENCE_MS = 5_000

/** Asks a server how it is; anything but "healthy" ends with exit code 1. */
export async function checkHealth({ url }: { url?: string }): Promise<void> {
  const base = url ?? addressOf(settingsOfProcess())
  const response = await fetch(new URL('/api/health', base), { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw new Error(`Nothing answers at ${base}: is the server running?`)
  })
  console.log(await response.text())
  if (!response.ok) process.exitCode = 1
}
