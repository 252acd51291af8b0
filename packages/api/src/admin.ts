import {
  type AccessToken,
  type App,
  changeAppInputSchema,
  createAppInputSchema,
  createTokenInputSchema,
  type NewAccessToken,
  tokenInputSchema,
} from '@son1k/contract'
import { changeApp } from './admin/change-app.js'
import { createApp } from './admin/create-app.js'
import { createToken } from './admin/create-token.js'
import { listApps } from './admin/list-apps.js'
import { listTokens } from './admin/list-tokens.js'
import { revokeToken } from './admin/revoke-token.js'
import { rotateToken } from './admin/rotate-token.js'
import { adminProcedure } from './trpc.js'

export const admin = {
  apps: adminProcedure.query(({ ctx }): Promise<App[]> => listApps(ctx)),
  createApp: adminProcedure
    .input(createAppInputSchema)
    .mutation(({ ctx, input }): Promise<App> => createApp(ctx, input)),
  changeApp: adminProcedure
    .input(changeAppInputSchema)
    .mutation(({ ctx, input }): Promise<App> => changeApp(ctx, input)),
  tokens: adminProcedure.query(({ ctx }): Promise<AccessToken[]> => listTokens(ctx)),
  createToken: adminProcedure
    .input(createTokenInputSchema)
    .mutation(({ ctx, input }): Promise<NewAccessToken> => createToken(ctx, input)),
  rotateToken: adminProcedure
    .input(tokenInputSchema)
    .mutation(({ ctx, input }): Promise<NewAccessToken> => rotateToken(ctx, input)),
  revokeToken: adminProcedure
    .input(tokenInputSchema)
    .mutation(({ ctx, input }): Promise<AccessToken> => revokeToken(ctx, input)),
}
