// `npm run build`
import { build, install, requireNode } from './steps.mjs'

requireNode()
install()
build()
