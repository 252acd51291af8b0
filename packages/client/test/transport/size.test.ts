import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../src', import.meta.url))
/** What a tracker loads in every browser; the rest is for those that refuse IndexedDB or have no Web Locks. */
const contents = `export { createFetchSender, createIndexedDbStorage, createQueue, createTabLock } from './transport.js'`

test('the transport is small enough for a tracker that every visitor loads', async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
  })
  expect(brotliCompressSync(outputFiles[0]?.contents ?? '').length).toBeLessThanOrEqual(2_400)
  expect(Object.keys(metafile.inputs).filter((path) => path.includes('node_modules'))).toEqual([])
})
