import Bowser from 'bowser'
import { isbot } from 'isbot'
import type { Agent } from './import-agent.js'

const UNKNOWN_AGENT: Agent = JSON.stringify(['', '', '', 0])
const LONGEST_USER_AGENT = 1_024

/**
 * Makes a reader of user agents that remembers the last ones: parsing takes longer than all else about an event.
 * @param remembered how many different user agents are remembered
 */
export function createAgentReader(remembered = 1_000): (userAgent: string | undefined) => Agent {
  const known = new Map<string, Agent>()
  return (userAgent) => {
    if (!userAgent) return UNKNOWN_AGENT
    const text = userAgent.slice(0, LONGEST_USER_AGENT)
    const found = known.get(text)
    if (found) return found
    const agent = readAgent(text)
    if (known.size >= remembered) {
      for (const oldest of known.keys()) {
        known.delete(oldest)
        break
      }
    }
    known.set(text, agent)
    return agent
  }
}

function readAgent(userAgent: string): Agent {
  const { browser, os, platform } = Bowser.parse(userAgent)
  return JSON.stringify([browser.name ?? '', os.name ?? '', platform.type ?? '', isbot(userAgent) ? 1 : 0])
}
