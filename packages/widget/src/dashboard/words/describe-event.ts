import type { RecentEvent } from '@son1k/contract'
import type { KnownAction, Words } from './words.js'

export type Description = { mark: string; title: string; detail?: string | undefined; mood: 'good' | 'bad' | 'neutral' }

/** What an event is called in a list of events, and how it is marked. */
export function describeEvent(event: Omit<RecentEvent, 'id' | 'at' | 'userId'>, text: Words['feed']): Description {
  switch (event.type) {
    case 'generation': {
      const outcome = event.outcome ?? 'succeeded'
      const mood = outcome === 'succeeded' ? 'good' : outcome === 'failed' ? 'bad' : 'neutral'
      const mark = { good: '♪', bad: '✕', neutral: '○' }[mood]
      return { mark, mood, title: text.generation[outcome], detail: trackDetail(event) }
    }
    case 'generation.start':
      return { mark: '…', mood: 'neutral', title: text.generationStart, detail: trackDetail(event) }
    case 'session.start':
      return { mark: '▸', mood: 'neutral', title: text.sessionStart }
    case 'session.end':
      return { mark: '■', mood: 'neutral', title: text.sessionEnd }
    case 'interaction':
      return {
        mark: event.action === 'error' ? '⚠' : '·',
        mood: event.action === 'error' ? 'bad' : 'neutral',
        title: actionTitle(event.action ?? '', text),
        detail: event.element,
      }
  }
}

const isKnown = (action: string, known: Words['feed']['actions']): action is KnownAction => Object.hasOwn(known, action)
const actionTitle = (action: string, { actions }: Words['feed']) =>
  isKnown(action, actions) ? actions[action] : action

const trackDetail = ({ style, prompt }: Pick<RecentEvent, 'style' | 'prompt'>) =>
  [style, prompt].filter(Boolean).join(' · ') || undefined
