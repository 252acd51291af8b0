export { openStore } from './open-store.js'
export * from './store.js'
