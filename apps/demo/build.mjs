import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { context } from 'esbuild'

const PUBLIC = 'dist/public'

/** Writes the page around the hashed names of what was just bundled. */
const writePage = {
  name: 'write-page',
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0 || !metafile) return
      const outputs = Object.keys(metafile.outputs).map((path) => basename(path))
      const ending = (extension) => {
        const name = outputs.find((output) => output.endsWith(extension))
        if (!name) throw new Error(`The bundle has no ${extension} file.`)
        return name
      }
      const html = await readFile('src/page/index.html', 'utf8')
      const page = html.replace('{{script}}', ending('.js')).replace('{{style}}', ending('.css'))
      await writeFile(`${PUBLIC}/index.html`, page)
      for (const file of ['icon.svg', 'stub.js']) await copyFile(`src/page/${file}`, `${PUBLIC}/assets/${file}`)
    })
  },
}

await rm('dist', { recursive: true, force: true })
await mkdir(`${PUBLIC}/assets`, { recursive: true })
const types = spawnSync('tsc', ['-p', 'tsconfig.node.json'], { stdio: 'inherit' })
if (types.status !== 0) process.exit(1)

const bundler = await context({
  entryPoints: { demo: 'src/page/main.tsx', style: 'src/page/styles/index.css' },
  outdir: `${PUBLIC}/assets`,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  metafile: true,
  plugins: [writePage],
})
if (process.argv.includes('--watch')) await bundler.watch()
else {
  await bundler.rebuild()
  await bundler.dispose()
}
