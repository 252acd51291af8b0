import type { GenerationParams, MeasuredGeneration, WidgetGlobals } from './report.js'

const unmeasured: MeasuredGeneration = { succeed() {}, fail() {}, cancel() {} }

/** Lets the widget measure a generation from its start to its end. Never throws; without a widget nothing is measured. */
export function measureBy(globals: WidgetGlobals): (params: GenerationParams) => MeasuredGeneration {
  return (params) => {
    try {
      return globals.son1k?.generation?.start(params) ?? unmeasured
    } catch {
      return unmeasured
    }
  }
}
