import type { FastifyReply, FastifyRequest } from 'fastify'
import { LogController } from 'fastify'

/** One line an answer, for who looks closer. What fails on our side is logged where it is answered. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}
  override defaultErrorLog(): void {}

  override streamError(error: NodeJS.ErrnoException, request: FastifyRequest, reply: FastifyReply): void {
    // A dashboard that is closed is no news to the operator.
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') request.log.debug({ req: request }, 'its reader left')
    else super.streamError(error, request, reply)
  }

  override requestCompleted(_error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    request.log.debug({ req: request, res: reply, durationMs: reply.elapsedTime }, 'answered')
  }
}
