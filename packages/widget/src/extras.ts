/** The entry of the file that the tracker loads when it needs what most visits never do. */
export { createTabLease } from '@son1k/client/transport'
export { captureMore } from './extras/capture-more.js'
export { openFallbackStorage } from './extras/fallback-storage.js'
export { forgetQueue } from './extras/forget-queue.js'
export { replay } from './extras/replay.js'
export { rescueEvents } from './extras/rescue-events.js'
export { getAnalytics, getHealth } from './extras/rest-numbers.js'
export { watchHistory } from './extras/watch-history.js'
