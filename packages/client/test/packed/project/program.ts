import { createAnalytics } from '@son1k/client'

declare const process: { argv: string[]; stdout: { write(text: string): void } }

const [, , url = ''] = process.argv
const analytics = createAnalytics({ url, userId: 'ana' })
analytics.track({ type: 'generation', style: 'synthwave', durationSeconds: 120 })
analytics.track({ type: 'interaction', action: 'save', element: 'BUTTON#save' })
await analytics.flush()
const { generations, popularStyles } = await analytics.api.analytics.summary.query({ range: { days: 7 } })
const live = await new Promise((resolve, reject) => {
  const subscription = analytics.api.analytics.live.subscribe(undefined, {
    onData({ today }) {
      subscription.unsubscribe()
      resolve(today)
    },
    onError: reject,
  })
})
await analytics.close()
process.stdout.write(JSON.stringify({ total: generations.total, popularStyles, live }))
