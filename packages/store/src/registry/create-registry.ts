import type { Reader } from '../threads/reader.js'
import type { Writer } from '../threads/roles.js'
import type { Registry } from './registry.js'
import { hashOfSecret, newSecret } from './secret.js'

/** @param now milliseconds UTC */
export function createRegistry({ reader, writer }: { reader: Reader; writer: Writer }, now: () => number): Registry {
  return {
    read: () => reader.ask('registry', undefined),
    createApp: (input) => writer.run('createApp', { input, now: now() }),
    changeApp: (input) => writer.run('changeApp', input),
    async createToken({ right, app = null, label = '' }) {
      const secret = newSecret(right)
      const id = await writer.run('createToken', { right, app, label, hash: hashOfSecret(secret), now: now() })
      return { id, secret }
    },
    async rotateToken({ id }) {
      const { tokens } = await reader.ask('registry', undefined)
      const secret = newSecret(tokens.find((token) => token.id === id)?.right ?? 'read')
      return { id: await writer.run('rotateToken', { id, hash: hashOfSecret(secret), now: now() }), secret }
    },
    revokeToken: ({ id }) => writer.run('revokeToken', { id, now: now() }),
    addLogin: (login) => writer.run('addLogin', { ...login, now: now() }),
    removeLogin: (hash) => writer.run('removeLogin', hash),
    noteTokenUse: ({ id }) => writer.run('noteTokenUse', { id, now: now() }),
  }
}
