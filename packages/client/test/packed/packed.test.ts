import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startServer } from '../start-server.js'
import { packPackage } from './pack-package.js'

const run = promisify(execFile)
const sources = fileURLToPath(new URL('project', import.meta.url))

/** A project outside the workspace, where the package comes from its tarball and everything else from the registry. */
let project = ''

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'son1k-packed-'))
  const tarball = await packPackage(project)
  const dependencies = {
    '@son1k/client': `file:${tarball}`,
    '@types/node': '^20.19.0',
    'typescript-5': 'npm:typescript@~5.9.0',
    'typescript-7': 'npm:typescript@~7.0.0',
  }
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true, dependencies }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: project })
  await cp(sources, join(project, 'src'), { recursive: true })
})
afterAll(() => rm(project, { recursive: true }))

const compile = (compiler: string, ...options: string[]) =>
  run(process.execPath, [join(project, 'node_modules', compiler, 'bin/tsc'), ...options], { cwd: project }).catch(
    ({ stdout }: { stdout: string }) => ({ stdout }),
  )

describe.each(['typescript-5', 'typescript-7'])('%s', (compiler) => {
  test.each([
    ['Node’s types alone', ['--lib', 'esnext', '--types', 'node']],
    ['the browser’s types alone', ['--lib', 'esnext,dom']],
  ])('compiles right calls and refuses wrong ones with %s', async (_, types) => {
    await rm(join(project, 'tsconfig.json'), { force: true })
    await compile(compiler, '--init')
    const { stdout } = await compile(compiler, '-p', '.', '--noEmit', ...types)
    expect(stdout).toBe('')
    const strict = await compile(compiler, '-p', '.', '--noEmit', '--skipLibCheck', 'false', ...types)
    expect(strict.stdout.split('\n').filter((line) => line.includes('@son1k/client'))).toEqual([])
  })
})

test('the TypeScript examples of the READMEs compile', async () => {
  const repository = new URL('../../../../', import.meta.url)
  const folder = join(project, 'readme')
  await mkdir(folder)
  onTestFinished(() => rm(folder, { recursive: true }))
  const files: string[] = []
  for (const name of ['README.md', 'README.es.md', 'packages/client/README.md']) {
    const examples = (await readFile(new URL(name, repository), 'utf8')).matchAll(/^```ts\n(.*?)^```/gms)
    for (const [, example = ''] of examples) {
      files.push(join(folder, `${files.length}.ts`))
      await writeFile(files.at(-1) ?? '', example)
    }
  }
  expect(files.length).toBeGreaterThanOrEqual(6)
  const { stdout } = await compile(
    'typescript-7',
    ...files,
    ...['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--target', 'esnext'],
    ...['--lib', 'esnext,dom', '--types', 'node'],
  )
  expect(stdout).toBe('')
})

test('a compiled program runs against a live server', async () => {
  const url = await startServer()
  await rm(join(project, 'tsconfig.json'), { force: true })
  await compile('typescript-7', '--init')
  await compile('typescript-7', '-p', '.', '--outDir', 'dist', '--rootDir', 'src')
  const { stdout } = await run(process.execPath, ['dist/program.js', url], { cwd: project })
  expect(JSON.parse(stdout)).toMatchObject({
    total: 1,
    popularStyles: [{ value: 'synthwave', count: 1 }],
    live: { generations: 1 },
  })
})

test('the types are one bundle for each entry, without the server’s internals', async () => {
  const folder = join(project, 'node_modules/@son1k/client/dist')
  const declarations = (await readdir(folder)).filter((name) => name.endsWith('.d.ts'))
  expect(declarations.sort()).toEqual(['index.d.ts', 'transport.d.ts'])
  for (const name of declarations) {
    const text = await readFile(join(folder, name), 'utf8')
    const imports = [...text.matchAll(/\bfrom '([^']+)'|import\('([^']+)'\)/g)].map(
      ([, from, called]) => from ?? called,
    )
    expect(new Set(imports)).toEqual(new Set(name === 'index.d.ts' ? ['@trpc/server', '@trpc/client'] : []))
    expect(text).not.toMatch(/zod|drizzle|libsql|fastify/i)
  }
})
