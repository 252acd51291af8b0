import { EVENT_TYPES, LIMITS } from '@son1k/contract'
import { PERSON_PATH } from '../rest/table.js'

/** All that is held of a person, in words for both descriptions. */
export const PERSON = {
  summary: 'All that is held of a person',
  details: 'Their sessions and events, one a line of JSON, however many. The audit tells that it was asked for.',
  userId: 'Whose, as the app names them.',
}

const line = {
  type: 'object',
  description: 'A session, or an event in the fields of the contract.',
  properties: { type: { type: 'string', enum: ['session', ...EVENT_TYPES] } },
  required: ['type'],
}

/** The address, as OpenAPI describes it. */
export const personPath = (errors: Record<string, unknown>): Record<string, unknown> => ({
  [PERSON_PATH]: {
    get: {
      operationId: 'privacyPerson',
      summary: PERSON.summary,
      description: PERSON.details,
      security: [{ adminToken: [] }],
      parameters: [
        {
          name: 'user_id',
          in: 'query',
          description: PERSON.userId,
          required: true,
          schema: { type: 'string', minLength: 1, maxLength: LIMITS.userIdLength },
          example: 'user_123',
        },
      ],
      responses: {
        200: { description: 'The lines.', content: { 'application/x-ndjson': { schema: line } } },
        ...errors,
      },
    },
  },
})
