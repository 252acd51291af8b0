import { cpus, totalmem } from 'node:os'

/** The machine that the figures are of, in one line. */
export function describeMachine(): string {
  const cores = cpus()
  const model = cores[0]?.model.trim() || 'unknown'
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  return `${cores.length} × ${model}, ${gigabytes} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`
}
