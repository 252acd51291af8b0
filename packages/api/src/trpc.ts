import { initTRPC } from '@trpc/server'
import type { Context } from './context.js'
import type { ErrorShape } from './error-shape.js'
import { toAnalyticsError, toErrorShape, toTrpcError } from './errors.js'
import { keyIn } from './track/key-in.js'

const trpc = initTRPC.context<Context>().create({
  // Without this an answer carries the stack.
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter: ({ error, path, ctx }): ErrorShape =>
    toErrorShape(toAnalyticsError(error, ctx?.requestId ?? 'unknown'), path),
})

export const { router } = trpc

/** Errors of the domain get their status here; what it doesn't know is hidden. */
const translateErrors = trpc.middleware(async ({ ctx, next }) => {
  const result = await next()
  if (!result.ok && result.error.cause !== undefined && result.error.code === 'INTERNAL_SERVER_ERROR')
    throw toTrpcError(result.error.cause, ctx.requestId)
  return result
})

/** Anyone may call it. */
export const publicProcedure = trpc.procedure.use(translateErrors)

/** Takes events, from who may send them: what it refuses is counted. */
export const trackProcedure = publicProcedure
  .use(async ({ ctx, next }) => {
    const result = await next()
    if (!result.ok) ctx.drops.countError(toAnalyticsError(result.error, ctx.requestId))
    return result
  })
  .use(async ({ ctx, next, path, getRawInput }) => {
    const key = path === 'track.batch' ? keyIn(await getRawInput()) : undefined
    const appId = ctx.authorize('track', key)
    const result = await next({ ctx: { appId } })
    if (!result.ok) ctx.drops.countError(toAnalyticsError(result.error, ctx.requestId), { appId })
    return result
  })

/** Shows what was stored: only to who may read. */
export const readProcedure = publicProcedure.use(({ ctx, next }) => next({ ctx: { appId: ctx.authorize('read') } }))

/** Shows or changes what only an administrator may. */
export const adminProcedure = publicProcedure.use(({ ctx, next }) => next({ ctx: { appId: ctx.authorize('admin') } }))
