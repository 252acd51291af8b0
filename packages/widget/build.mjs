import { watch } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { minify } from 'terser'

const root = fileURLToPath(new URL('.', import.meta.url))
const publicFolder = join(root, 'dist/public')
// Beside what is served: strangers get no source maps, a developer finds them here.
const mapFolder = join(root, 'dist/maps')

/** Brotli bytes that each part may cost its visitors. The tracker is paid by every visitor of every page. */
const budgets = { tracker: 5_120, dashboard: 51_200, page: 51_200 }

/** Properties that the tracker alone reads and writes, so that they may be shortened. */
const privateNames = [
  ...['exclusive', 'maxEvents', 'maxBytes', 'maxAgeMs', 'batchBytes', 'batchDelayMs', 'onChange', 'onDrop', 'onStop'],
  ...[
    'closing',
    'dropped',
    'retryAfterSeconds',
    'settle',
    'written',
    'writeKey',
    'watches',
    'touch',
    'nextSeq',
    'setEnabled',
    'timeoutMs',
  ],
]

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  outdir: publicFolder,
  sourcemap: 'external',
  target: 'es2020',
  legalComments: 'none',
  logLevel: 'warning',
}

/** A module of the dashboard, under a name that changes with its content so that browsers may keep it for ever. */
async function bundleModule(name, entry) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [{ in: entry, out: `assets/${name}` }],
    entryNames: '[dir]/[name]-[hash]',
    format: 'esm',
  })
  return outputFiles
}

/** The classic script of the script tag. terser makes it a tenth smaller than esbuild does. */
async function bundleTracker(dashboardFile) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [{ in: 'src/widget.ts', out: 'widget' }],
    format: 'iife',
    define: { DASHBOARD_FILE: JSON.stringify(dashboardFile) },
    minify: false,
    minifySyntax: true,
  })
  const [script, map] = ['.js', '.map'].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending)))
  const { code, map: minifiedMap } = await minify(script.text, {
    ecma: 2020,
    compress: {
      passes: 4,
      toplevel: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      lhs_constants: false,
    },
    // All other names are met outside of this file: by pages, the server, the dashboard or a later build's storage.
    mangle: { toplevel: true, properties: { regex: new RegExp(`^(${privateNames.join('|')})$`) } },
    format: { ascii_only: true },
    sourceMap: { content: map.text },
  })
  return [
    { path: script.path, contents: Buffer.from(code) },
    { path: map.path, contents: Buffer.from(minifiedMap) },
  ]
}

const isMap = ({ path }) => path.endsWith('.map')
const fileName = (files, ending) => {
  const file = files.find(({ path }) => path.endsWith(ending))
  return file && relative(publicFolder, file.path).replaceAll('\\', '/')
}

/** The full page's HTML names its sources; here they become what was made of them. */
async function fillPage(files) {
  const html = await readFile(join(root, 'src/page/index.html'), 'utf8')
  return html.replace('./page.ts', fileName(files, '.js')).replace('./page.css', fileName(files, '.css') ?? '')
}

function checkBudget(name, files) {
  const bytes = files
    .filter((file) => !isMap(file))
    .reduce((sum, { contents }) => sum + brotliCompressSync(contents).length, 0)
  const line = `${name}: ${bytes} of ${budgets[name]} bytes (brotli)`
  if (bytes > budgets[name]) throw new Error(`${line}. Take something out, or raise the budget in build.mjs knowingly.`)
  console.log(line)
}

async function write(files, html) {
  await mkdir(join(publicFolder, 'assets'), { recursive: true })
  await mkdir(mapFolder, { recursive: true })
  for (const file of files)
    await writeFile(isMap(file) ? join(mapFolder, basename(file.path)) : file.path, file.contents)
  await writeFile(join(publicFolder, 'index.html'), html)

  const current = new Set(files.map(({ path }) => basename(path)))
  for (const folder of [join(publicFolder, 'assets'), mapFolder]) {
    for (const name of await readdir(folder)) if (!current.has(name)) await rm(join(folder, name))
  }
}

async function buildAll() {
  const dashboard = await bundleModule('dashboard', 'src/overlay.ts')
  const page = await bundleModule('page', 'src/page/page.ts')
  const tracker = await bundleTracker(fileName(dashboard, '.js'))
  checkBudget('dashboard', dashboard)
  checkBudget('page', page)
  checkBudget('tracker', tracker)
  await write([...dashboard, ...page, ...tracker], await fillPage(page))
}

if (process.argv.includes('--watch')) {
  await watchSources()
} else {
  await buildAll()
}

/** Builds after each change; a mistake is told, and the next change tries again. */
async function watchSources() {
  const buildOrTell = () => buildAll().catch((error) => console.error(error.message))
  let timer
  watch(join(root, 'src'), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(buildOrTell, 100)
  })
  await buildOrTell()
}
