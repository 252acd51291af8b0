import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
const pnpm = fileURLToPath(new URL('../../../../node_modules/pnpm/bin/pnpm.cjs', import.meta.url))

/** Packs the built package as it would be published. @returns the path of the tarball in `folder` */
export async function packPackage(folder: string): Promise<string> {
  const packing = promisify(execFile)(process.execPath, [pnpm, 'pack', '--json', '--pack-destination', folder], {
    cwd: packageFolder,
  })
  const { filename } = JSON.parse((await packing).stdout)
  return filename
}
