import { Readable } from 'node:stream'
import { type PersonInput, personInputSchema } from '@son1k/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contextOf, type Services } from '../context.js'
import { linesOfPerson } from '../privacy/lines-of-person.js'
import { answerOtherMethods } from './answer-other-methods.js'
import { inRestNames } from './in-rest-names.js'
import { PERSON_PATH } from './table.js'

/** All that is held of a person as lines of JSON, however much it is, as a Fastify plugin. */
export async function personRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get(PERSON_PATH, async (request, reply) => {
    const appId = services.authority.authorize(request, 'admin')
    const { store, actor } = contextOf(services, { request, reply }, appId)
    const { userId } = personIn(request)
    const lines = linesOfPerson(store.people.exportUser({ appId, userId, actor }))
    // What is refused is refused before anything is sent.
    const first = await lines.next()
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-type': 'application/x-ndjson',
        'content-disposition': 'attachment; filename="person.jsonl"',
      })
      .send(Readable.from(startingWith(first, lines)))
  })
  answerOtherMethods(app, PERSON_PATH, 'GET')
}

function personIn({ query, id }: FastifyRequest): PersonInput {
  const userId = typeof query === 'object' && query !== null && 'user_id' in query ? query.user_id : undefined
  try {
    return personInputSchema.parse({ userId })
  } catch (error) {
    throw inRestNames(error, id)
  }
}

async function* startingWith(first: IteratorResult<string, void>, others: AsyncIterable<string>) {
  if (!first.done) yield first.value
  yield* others
}
