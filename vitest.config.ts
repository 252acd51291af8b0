import { defineConfig } from 'vitest/config'

const project = (name: string, root: string, options: { timeoutMs?: number } = {}) => ({
  test: {
    name,
    root,
    include: ['test/**/*.test.ts'],
    testTimeout: options.timeoutMs ?? 20_000,
    hookTimeout: options.timeoutMs ?? 20_000,
    // A condition, not a pace: a busy machine may take its time.
    expect: { poll: { timeout: 10_000 } },
  },
})

// The tests use what `npm run build` made, as users do.
export default defineConfig({
  test: {
    reporters: ['default', './tooling/setup/summary-reporter.mjs'],
    projects: [
      project('contract', './packages/contract'),
      project('store', './packages/store', { timeoutMs: 60_000 }),
      project('api', './packages/api'),
      project('client', './packages/client', { timeoutMs: 120_000 }),
      project('widget', './packages/widget', { timeoutMs: 60_000 }),
      project('server', './apps/server', { timeoutMs: 60_000 }),
      project('demo', './apps/demo'),
      project('e2e', './tooling/e2e', { timeoutMs: 120_000 }),
      project('bench', './tooling/bench'),
    ],
  },
})
