import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublicDirectories } from '../../src/http/serve-files.js'

/** Small stand-ins, with the names that the built widget and demo have: these tests are about how files are served. */
export async function makePublicDirectories(folder: string): Promise<PublicDirectories> {
  const widget = join(folder, 'widget')
  const demo = join(folder, 'demo')
  await mkdir(join(widget, 'assets'), { recursive: true })
  await mkdir(demo)
  await writeFile(join(widget, 'index.html'), '<!doctype html><title>dashboard</title>')
  await writeFile(join(widget, 'widget.js'), "console.log('widget')")
  await writeFile(join(widget, 'assets', 'dashboard-ABCD1234.js'), "console.log('dashboard')")
  await writeFile(join(demo, 'index.html'), '<!doctype html><title>demo</title>')
  return { widget, demo }
}
