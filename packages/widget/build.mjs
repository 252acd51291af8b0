import { watch } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import { minify } from 'terser'

const root = fileURLToPath(new URL('.', import.meta.url))
const publicFolder = join(root, 'dist/public')
// Beside what is served: strangers get no source maps, a developer finds them here.
const mapFolder = join(root, 'dist/maps')

/** Brotli bytes that each part may cost its visitors. The tracker is paid by every visitor of every page. */
const budgets = { tracker: 5_120, extras: 6_144, dashboard: 51_200, page: 51_200 }

/** Properties that the tracker alone reads and writes, and no file that it loads, so that they may be shortened. */
const privateNames = [
  ...['exclusive', 'maxEvents', 'maxBytes', 'maxAgeMs', 'batchBytes', 'batchDelayMs', 'tell'],
  ...['storage', 'schedule', 'closing', 'retryAfterSeconds', 'timeoutMs', 'stop', 'allowed', 'url', 'rescue'],
  ...['writeKey', 'watches', 'say', 'isSuspect'],
  ...['touch', 'nextSeq', 'setEnabled', 'identity', 'session', 'queue', 'state'],
]

/** What the tracker asks the extras for, under names of one letter: both files are of one build. */
const extrasEntry = await readFile(join(root, 'src/extras.ts'), 'utf8')
const extrasNames = new Map(
  [...extrasEntry.matchAll(/\w+(?=[^{}]*\} from)/g)].map(([name], index) => [name, (index + 10).toString(36)]),
)
const shortenExtras = {
  name: 'short names of the extras',
  setup: ({ onLoad }) =>
    onLoad({ filter: /src[\\/]extras\.ts$/ }, () => ({
      loader: 'ts',
      contents: extrasEntry.replace(/\w+(?=[^{}]*\} from)/g, (name) => `${name} as ${extrasNames.get(name)}`),
    })),
}

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  outdir: publicFolder,
  sourcemap: 'external',
  target: 'es2021',
  legalComments: 'none',
  logLevel: 'warning',
}

/** A module, under a name that changes with its content so that browsers may keep it for ever. */
async function bundleModule(name, entry, options) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [{ in: entry, out: `assets/${name}` }],
    entryNames: '[dir]/[name]-[hash]',
    format: 'esm',
    ...options,
  })
  return outputFiles
}

/** The dashboard in one module, and the styles of its page. */
async function bundleDashboard(name, entry) {
  const [styles, scripts] = split(await bundleModule(name, entry, unminified), ({ path }) => /\.js(\.map)?$/.test(path))
  return [
    ...(await shrink(scripts, { module: true, compress: { passes: 3, unsafe_arrows: true, pure_getters: true } })),
    ...styles,
  ]
}

/** The classic script of the script tag. */
async function bundleTracker(dashboardFile, extrasFile) {
  const { outputFiles } = await build({
    ...common,
    ...unminified,
    entryPoints: [{ in: 'src/widget.ts', out: 'widget' }],
    format: 'iife',
    // Without the words that modules are strict by: nothing here is another thing in a script.
    tsconfigRaw: { compilerOptions: {} },
    define: { DASHBOARD_FILE: JSON.stringify(`/${dashboardFile}`), EXTRAS_FILE: JSON.stringify(`/${extrasFile}`) },
  })
  const shortNames = [...privateNames, ...extrasNames.keys()]
  return shrink(outputFiles, {
    compress: {
      passes: 4,
      toplevel: true,
      unsafe_arrows: true,
      pure_getters: true,
      hoist_funs: false,
      unsafe: true,
      unsafe_math: true,
      inline: 1,
      lhs_constants: false,
    },
    // All other names are met outside of this file: by pages, the server, the dashboard or a later build's storage.
    mangle: { toplevel: true, properties: { builtins: true, regex: new RegExp(`^(${shortNames.join('|')})$`) } },
    nameCache: { props: { props: Object.fromEntries([...extrasNames].map(([name, short]) => [`$${name}`, short])) } },
    format: { ascii_only: true },
  })
}

const unminified = { minify: false, minifySyntax: true }

/** One script and its map. terser makes it up to a tenth smaller than esbuild does. */
async function shrink(files, options) {
  const [[map], [script]] = split(files, (file) => !isMap(file))
  const { code, map: minifiedMap } = await minify(script.text, {
    ecma: 2020,
    sourceMap: { content: map.text },
    ...options,
  })
  return [
    { path: script.path, contents: Buffer.from(code) },
    { path: map.path, contents: Buffer.from(minifiedMap) },
  ]
}

/** What is not so, and what is. */
const split = (values, isSo) => [values.filter((value) => !isSo(value)), values.filter(isSo)]
const isMap = ({ path }) => path.endsWith('.map')
/** esbuild lists what is loaded by name before what that loads in turn. */
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

/** What editors know of `window.son1k`, in one file that needs no package: served as `widget.d.ts`. */
async function bundleTypes() {
  const contract = fileURLToPath(import.meta.resolve('@son1k/contract')).replace(/\.js$/, '.d.ts')
  const bundle = await rollup({
    input: join(root, 'src/globals.ts'),
    plugins: [
      { name: 'contract', resolveId: (source) => (source === '@son1k/contract' ? contract : null) },
      dts({ includeExternal: ['@son1k/contract'] }),
    ],
  })
  await bundle.write({ file: join(publicFolder, 'widget.d.ts') })
  await bundle.close()
}

async function buildAll() {
  const dashboard = await bundleDashboard('dashboard', 'src/overlay.ts')
  const page = await bundleDashboard('page', 'src/page/page.ts')
  const extras = await bundleModule('widget', 'src/extras.ts', {
    splitting: true,
    plugins: [shortenExtras],
    chunkNames: 'assets/[name]-[hash]',
  })
  const tracker = await bundleTracker(fileName(dashboard, '.js'), fileName(extras, '.js'))
  checkBudget('dashboard', dashboard)
  checkBudget('page', page)
  checkBudget('extras', extras)
  checkBudget('tracker', tracker)
  await write([...dashboard, ...page, ...extras, ...tracker], await fillPage(page))
  await bundleTypes()
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
