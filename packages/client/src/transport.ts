export type { DropCounts, DropReason } from '@son1k/contract'
export { closeQueue } from './transport/close-queue.js'
export { createQueue } from './transport/create-queue.js'
export type { Judge, Rescue, Route, SendResult } from './transport/deliver.js'
export { dropRefused } from './transport/drop-refused.js'
export type { Entry } from './transport/entry.js'
export type { Exclusive } from './transport/exclusive.js'
export { createFetchSender, type FetchSenderOptions, type SenderFetch } from './transport/fetch-sender.js'
export { createIndexedDbStorage } from './transport/indexeddb-storage.js'
export type { MakeEvents } from './transport/intake.js'
export { createLocalStorage } from './transport/local-storage.js'
export { createMemoryStorage } from './transport/memory-storage.js'
export { createBoundedQueue } from './transport/queue.js'
export type {
  Queue,
  QueueDefaults,
  QueueNews,
  QueueOptions,
  QueueSettings,
  QueueStatus,
  Send,
} from './transport/queue-options.js'
export type { Schedule } from './transport/schedule.js'
export type { QueuedEvent, QueueStorage, StoredEvent } from './transport/storage.js'
export { createTabLease } from './transport/tab-lease.js'
export { createTabLock } from './transport/tab-lock.js'
