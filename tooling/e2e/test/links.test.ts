import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)
const pages = (await readdir(root)).filter((name) => name.endsWith('.md'))

test.each(pages)('every link and picture of %s leads somewhere', async (page) => {
  const text = await readFile(new URL(page, root), 'utf8')
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)
  expect(targets.filter((target) => !existsSync(new URL(target, root)))).toEqual([])
})
