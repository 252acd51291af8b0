import type { ErrorShape, Procedures } from '@son1k/api'
import type { inferRouterInputs, inferRouterOutputs, TRPCBuiltRouter } from '@trpc/server'

/**
 * The server's procedures as a type, for a tRPC client of your own: `createTRPCClient<AppRouter>(…)`.
 * It names no context, so nothing of the server's internals comes along.
 */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
  Procedures
>

/** What each procedure takes: `RouterInputs['analytics']['summary']`. */
export type RouterInputs = inferRouterInputs<AppRouter>
/** What each procedure answers: `RouterOutputs['analytics']['summary']`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>
