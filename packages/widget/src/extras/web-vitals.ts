import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'
import type { Track } from '../tracker/tracker.js'

/** Tracks how fast the page was: https://web.dev/articles/vitals. `value` is in milliseconds; of CLS a score. */
export function captureWebVitals(track: Track) {
  const tell = ({ name, value, rating }: Metric) => {
    track(() => ({
      type: 'interaction',
      action: 'web_vital',
      element: name,
      value: `${Math.round(value * 1_000) / 1_000}`,
      metadata: { rating },
    }))
  }
  for (const watch of [onCLS, onFCP, onINP, onLCP, onTTFB]) watch(tell)
}
