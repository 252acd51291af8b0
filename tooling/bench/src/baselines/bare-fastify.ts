// What a Fastify server weighs that does nothing: it parses the JSON of any POST and answers.
import fastify from 'fastify'
import { printPort } from './listen.js'

const app = fastify({ bodyLimit: 1024 * 1024 })
app.post('*', async () => ({ success: true, timestamp: new Date().toISOString() }))
await app.listen({ host: '127.0.0.1', port: 0 })
printPort(app.server.address())
process.on('SIGTERM', () => process.exit(0))
