import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { LogLevel } from '../env.js'

/**
 * How the server logs: JSON lines, or pretty ones to a terminal. No address, no token, no body and no query is logged.
 * @param stream where the lines go instead of standard output
 */
export function loggerOf(level: LogLevel, stream?: { write(line: string): void }): FastifyServerOptions['logger'] {
  return {
    level,
    serializers: {
      req: ({ method, url }: FastifyRequest) => ({ method, path: url.split('?', 1)[0] ?? '' }),
      res: ({ statusCode }) => ({ statusCode }),
    },
    ...(stream !== undefined && { stream }),
    ...(stream === undefined &&
      process.stdout.isTTY && {
        transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' } },
      }),
  }
}
