import type { PersonPart } from '@son1k/store'

/** What is held of a person, one session or event a line of JSON, some lines at a time. */
export async function* linesOfPerson(parts: AsyncIterable<PersonPart>): AsyncGenerator<string, void, undefined> {
  for await (const part of parts) {
    const rows = 'events' in part ? part.events : part.sessions.map((session) => ({ type: 'session', ...session }))
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  }
}
