import { fileURLToPath } from 'node:url'

/** Absolute path of the folder that a server publishes at `/demo/`. */
export const publicDirectory: string = fileURLToPath(new URL('./public', import.meta.url))
