// The program as a few files instead of some four hundred modules, which halves the time of a start.
// `--watch` goes on, and makes them anew as sources change. Types are checked apart.
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { context } from 'esbuild'

const root = fileURLToPath(new URL('.', import.meta.url))

const watching = process.argv.includes('--watch')

if (!watching) await rm(`${root}dist`, { recursive: true, force: true })
const bundle = await context({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  // Each command loads what it needs when it is run.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // What finds files of its own from where it stands, and what there must be only once: errors and schemas are compared.
  external: ['@son1k/store', '@son1k/contract', '@son1k/widget', '@son1k/demo', 'zod'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
})
await bundle.rebuild()
if (watching) await bundle.watch()
else await bundle.dispose()
