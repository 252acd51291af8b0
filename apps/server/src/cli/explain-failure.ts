import { isSystemError } from './system-error.js'

/** What went wrong and what to do, in one line for the person at the terminal. */
export function explainFailure(error: unknown): string {
  if (isSystemError(error)) {
    switch (error.code) {
      case 'EADDRINUSE':
        return `Port ${error.port} is in use: stop what uses it, or take another with PORT=${nextPort(error.port)}`
      case 'EACCES':
        if (error.syscall === 'listen')
          return `Port ${error.port} may not be used by this account: take another, such as PORT=8002`
        break
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        return 'HOST is no address of this machine: use 127.0.0.1, or 0.0.0.0 to be reached from others'
    }
  }
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_OSSL'))
    return 'TLS_CERT and TLS_KEY are no pair of a certificate and its key, both in PEM form'
  return error instanceof Error ? oneLine(error.message) : oneLine(String(error))
}

const nextPort = (port: number | undefined) => (port === undefined ? 8003 : port < 65_535 ? port + 1 : 8003)
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
