import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { problemAffectsResolutionKind } from '@arethetypeswrong/core/problems'
import { publint } from 'publint'
import { expect, onTestFinished, test } from 'vitest'
import { packPackage } from './pack-package.js'

async function readTarball(): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-pack-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return new Uint8Array(await readFile(await packPackage(folder)))
}

test('publint finds nothing', async () => {
  const { messages } = await publint({ pack: { tarball: (await readTarball()).buffer }, strict: true })
  expect(messages).toEqual([])
})

test('are-the-types-wrong finds nothing for an ESM package', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(await readTarball()))
  if (!analysis.types) throw new Error('the package has no types')
  const problems = analysis.problems.filter(
    (problem) =>
      problemAffectsResolutionKind(problem, 'node16-esm', analysis) ||
      problemAffectsResolutionKind(problem, 'bundler', analysis),
  )
  expect(problems).toEqual([])
})

test('the tarball holds what is published and nothing else', async () => {
  const files = createPackageFromTarballData(await readTarball()).listFiles()
  const names = files.map((name) => name.replace('/node_modules/@son1k/client/', '').replace(/shared-\w+/, 'shared'))
  expect(names.sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/shared.js',
    'dist/transport.d.ts',
    'dist/transport.js',
    'package.json',
  ])
})
