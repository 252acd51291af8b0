import type { FastifyReply, FastifyRequest } from 'fastify'
import { LogController } from 'fastify'

/** One line an answer, for who looks closer. What fails on our side is logged where it is answered. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}
  override defaultErrorLog(): void {}

  override requestCompleted(_error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    request.log.debug({ req: request, res: reply, durationMs: reply.elapsedTime }, 'answered')
  }
}
