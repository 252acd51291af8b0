import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { LogLevel } from '../env.js'

export type LogStream = { write(line: string): void }

/**
 * How the server logs: JSON lines, or pretty ones to a terminal. No address, no token, no body and no query is logged.
 * @param stream where the lines go instead of standard output
 */
export async function loggerOf(level: LogLevel, stream?: LogStream): Promise<FastifyServerOptions['logger']> {
  const destination = stream ?? (process.stdout.isTTY ? await prettyStream() : undefined)
  return {
    level,
    serializers: {
      req: ({ method, url }: FastifyRequest) => ({ method, path: url.split('?', 1)[0] ?? '' }),
      res: ({ statusCode }) => ({ statusCode }),
    },
    ...(destination !== undefined && { stream: destination }),
  }
}

async function prettyStream(): Promise<LogStream> {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
}
