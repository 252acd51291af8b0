// Loaded into a server before it starts: at SIGUSR2, each of its threads but the main one throws an error that nothing
// catches, between two tasks or during one.
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

const channel = new BroadcastChannel('fault')
channel.unref()
if (isMainThread) {
  process.on('SIGUSR2', () => channel.postMessage('now'))
} else {
  channel.onmessage = () => {
    throw new Error('a fault in a thread')
  }
}
