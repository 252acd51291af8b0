import type { Settings } from '../env.js'

/** The address to type into a browser on this machine. */
export function addressOf({ host, port, tls }: Pick<Settings, 'host' | 'port' | 'tls'>): string {
  const isOwn = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)
  const name = isOwn ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `${tls === undefined ? 'http' : 'https'}://${name}:${port}`
}
