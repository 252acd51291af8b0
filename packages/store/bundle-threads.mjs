// After tsc: what each thread loads becomes one file. A thread reads and compiles it in a third of the time that some two
// hundred modules need, and every start and every thread that has to be replaced waits for that.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['reader', 'writer', 'examiner'].map((role) => `src/threads/${role}-thread.ts`),
  outdir: 'dist/threads',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // The driver is native; of the pool there is one copy in a thread, which its own worker file has loaded.
  external: ['libsql', 'piscina'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
})
