import { styleText } from 'node:util'
import { version } from '../version.js'

/** What a person needs next, once the server listens. */
export function greetingOf(address: string, { color }: { color: boolean }): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) => (color ? styleText(format, text) : text)
  const title = (text: string) => paint('bold', text)
  const link = (text: string) => paint('cyan', text)
  const code = (text: string) => paint('green', text)
  return `
${title(`Son1k Analytics ${version}`)}

  Dashboard  ${link(`${address}/`)}
  Demo       ${link(`${address}/demo/`)}

${title('In any page')}
  ${code(`<script src="${address}/widget.js" defer></script>`)}

${title('From a terminal')}
  ${code(`curl ${address}/api/track/generation -d '{"user_id":"me","style":"lo-fi","generation_time":4.2}'`)}

${title('From TypeScript')}
  ${code("import { createAnalytics } from '@son1k/client'")}
  ${code(`const analytics = createAnalytics({ url: '${address}' })`)}
  ${code("analytics.track({ type: 'generation', userId: 'me', style: 'lo-fi', generationSeconds: 4.2 })")}

Ctrl+C stops it.
`
}
