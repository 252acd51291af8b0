import { publicDirectory as demo } from '@son1k/demo'
import { publicDirectory as widget } from '@son1k/widget'
import { type ControlAddress, createControl } from '../access/control.js'
import { buildApp } from '../app.js'
import type { Settings } from '../env.js'
import { version } from '../version.js'
import { openDatabase } from './open-database.js'

/** Makes a server of the database of the settings for one task: it listens to nobody else. */
export async function withOwnServer<Result>(
  settings: Settings,
  task: (address: ControlAddress) => Promise<Result>,
): Promise<Result> {
  const store = await openDatabase(settings)
  try {
    const control = createControl()
    const app = await buildApp({
      settings: { ...settings, logLevel: 'silent' },
      store,
      control,
      version,
      publicDirectories: { widget, demo },
    })
    try {
      return await task(await control.open(app))
    } finally {
      await app.close()
    }
  } finally {
    await store.close()
  }
}
