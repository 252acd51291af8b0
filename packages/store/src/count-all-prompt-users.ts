import type { Reader } from './threads/reader.js'
import type { Writer } from './threads/roles.js'

/**
 * Counts who has used which prompts, from all raw events, step by step, while others commit.
 * @param goOn called before each step; throws to end it: the next start begins anew
 */
export async function countAllPromptUsers(
  { reader, writer }: { reader: Reader; writer: Writer },
  minUsers: number,
  goOn: () => void,
): Promise<void> {
  for (const portion of await reader.ask('portionsOf', { table: 'event', after: 0 })) {
    goOn()
    await writer.run('countPromptUsers', { portion, minUsers })
  }
  await writer.run('endCountingPromptUsers', minUsers)
}
