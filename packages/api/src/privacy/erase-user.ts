import type { ErasureReport, PersonInput } from '@son1k/contract'
import type { Context } from '../context.js'

/** Takes a person out of everything. Answers when that is done. */
export const eraseUser = ({ store, appId, actor }: Context, { userId }: PersonInput): Promise<ErasureReport> =>
  store.people.eraseUser({ appId, userId, actor })
