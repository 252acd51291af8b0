import { rmSync, watch } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

const entries = ['index', 'transport']
/** Not published, so what is needed of them goes in. */
const bundled = ['@son1k/api', '@son1k/contract']

rmSync('dist', { recursive: true, force: true })
await buildAll()
if (process.argv.includes('--watch')) watchSources()

async function buildAll() {
  await buildScripts()
  for (const entry of entries) await bundleTypes(entry)
}

function buildScripts() {
  return build({
    entryPoints: entries.map((entry) => `src/${entry}.ts`),
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'shared-[hash]',
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: ['@trpc/client', '@trpc/server', 'eventsource'],
  })
}

/** One bundle of types for each entry. */
async function bundleTypes(entry) {
  const bundle = await rollup({
    input: `src/${entry}.ts`,
    plugins: [ownPackages(), dts({ includeExternal: bundled })],
    external: (id) => /^[@\w]/.test(id) && !bundled.includes(id),
  })
  await bundle.write({ file: `dist/${entry}.d.ts`, banner: '/// <reference lib="esnext.disposable" />' })
  await bundle.close()
}

/** Each of our packages once, though symbolic links lead to it by several ways. */
function ownPackages() {
  const { resolve } = createRequire(import.meta.url)
  const files = new Map(bundled.map((name) => [name, resolve(name).replace(/\.js$/, '.d.ts')]))
  return { name: 'own-packages', resolveId: (source) => files.get(source) ?? null }
}

function watchSources() {
  let timer
  watch('src', { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => buildAll().catch((error) => console.error(error.message)), 100)
  })
}
