import { type AuditEntry, type ErasureReport, type PersonExport, personInputSchema } from '@son1k/contract'
import { eraseUser } from './privacy/erase-user.js'
import { exportUser } from './privacy/export-user.js'
import { listAudit } from './privacy/list-audit.js'
import { adminProcedure } from './trpc.js'

export const privacy = {
  exportUser: adminProcedure
    .input(personInputSchema)
    .query(({ ctx, input }): Promise<PersonExport> => exportUser(ctx, input)),
  eraseUser: adminProcedure
    .input(personInputSchema)
    .mutation(({ ctx, input }): Promise<ErasureReport> => eraseUser(ctx, input)),
  audit: adminProcedure.query(({ ctx }): Promise<AuditEntry[]> => listAudit(ctx)),
}
