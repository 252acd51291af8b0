import { workerData } from 'piscina'
import type { DatabaseSettings } from '../db/client.js'

/** Holds at run time: the pool hands its threads the settings that `openThreads` was given. */
export const threadSettings = (): DatabaseSettings => workerData as DatabaseSettings
