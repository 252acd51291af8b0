import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** The headers that keep our own pages to themselves: nothing inline, nothing from elsewhere, in no one's frame. */
export async function securityHeaders(scope: FastifyInstance): Promise<void> {
  await scope.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // A browser heeds it on https alone, and complains of it elsewhere: it is below.
    crossOriginOpenerPolicy: false,
    // What one server of a machine promises here would bind all others on its name.
    strictTransportSecurity: false,
  })
  scope.addHook('onRequest', (request, reply, done) => {
    reply.header('permissions-policy', UNUSED)
    if (request.protocol === 'https') reply.header('cross-origin-opener-policy', 'same-origin')
    done()
  })
}

/** What no page of ours asks for. */
const UNUSED = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'

/** Of any answer that is no page: a browser that is led to it shows it in no frame, and runs nothing in it. */
export function secureAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('x-content-type-options', 'nosniff')
    if (!reply.hasHeader(POLICY)) reply.header(POLICY, "default-src 'none'; frame-ancestors 'none'")
    done()
  })
}

const POLICY = 'content-security-policy'
