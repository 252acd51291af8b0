import { procedures } from './procedures.js'
import { router } from './trpc.js'

export const appRouter = router(procedures)
export type AppRouter = typeof appRouter
