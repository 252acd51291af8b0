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
    // A browser heeds it on https alone, and complains of it elsewhere.
    crossOriginOpenerPolicy: false,
    // What one server of a machine promises here would bind all others on its name.
    strictTransportSecurity: false,
  })
}
