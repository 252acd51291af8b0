import { bars } from './bars.js'
import { base } from './base.js'
import { controls } from './controls.js'
import { exporting } from './export.js'
import { feed } from './feed.js'
import { layout } from './layout.js'
import { lines } from './lines.js'
import { metrics } from './metrics.js'
import { panel } from './panel.js'
import { themes } from './themes.js'
import { top } from './top.js'

export const styleText = [themes, base, layout, top, controls, panel, metrics, bars, feed, lines, exporting].join('\n')
